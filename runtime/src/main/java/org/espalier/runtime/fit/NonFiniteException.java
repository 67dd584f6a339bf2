package org.espalier.runtime.fit;

import java.nio.file.Path;
import java.util.Optional;
import org.espalier.dsl.error.EspalierException;

/** Training met a loss that is no number; the model is as it was before the epoch. */
public final class NonFiniteException extends EspalierException {
  private static final long serialVersionUID = 1L;

  private final long step;
  private final String layer;

  NonFiniteException(
      String loss, long step, long epoch, int batch, String layer, Optional<Path> checkpoint) {
    super(
        loss
            + " at step "
            + step
            + " (epoch "
            + epoch
            + ", batch "
            + batch
            + "); "
            + (layer.isEmpty()
                ? "all layers are finite there, so the loss itself is where it begins"
                : "non-finite values first appear in '" + layer + "'")
            + ". The model is back at the beginning of epoch "
            + epoch
            + checkpoint.map(p -> ", checkpoint " + p + " is untouched").orElse("")
            + ". Try a smaller learning rate, or look at the batch's data");
    this.step = step;
    this.layer = layer;
  }

  /** Steps driven before the one that failed. */
  public long step() {
    return step;
  }

  /** Path of the layer where non-finite values first appear; empty when it is the loss itself. */
  public String layer() {
    return layer;
  }
}
