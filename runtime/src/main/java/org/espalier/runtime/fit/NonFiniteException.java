package org.espalier.runtime.fit;

import java.nio.file.Path;
import java.util.Optional;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.snapshot.Progress;

/**
 * Training met a loss or a weight that is no number; the model is as it was before the epoch, and
 * no checkpoint was written since.
 */
public final class NonFiniteException extends EspalierException {
  private static final long serialVersionUID = 1L;

  private final long step;
  private final String layer;
  private final transient Optional<Path> checkpoint;

  NonFiniteException(
      String what, Progress start, int batch, String layer, Optional<Path> checkpoint) {
    super(text(what, start, batch, layer, checkpoint));
    this.step = start.steps() + batch;
    this.layer = layer;
    this.checkpoint = checkpoint;
  }

  private static String text(
      String what, Progress start, int batch, String layer, Optional<Path> checkpoint) {
    long epoch = start.epochs() + 1;
    return what
        + " step "
        + (start.steps() + batch)
        + " (epoch "
        + epoch
        + ", batch "
        + (batch + 1)
        + "); "
        + (layer.isEmpty()
            ? "all layers are finite there, so the loss itself is where it begins"
            : "non-finite values first appear in '" + layer + "'")
        + ". The model is back at the beginning of epoch "
        + epoch
        + checkpoint.map(p -> ", and the checkpoint " + p + " is untouched").orElse("")
        + ". Try a smaller learning rate, or look at the batch's data";
  }

  /** Steps driven before the one that failed. */
  public long step() {
    return step;
  }

  /** Path of the layer where non-finite values first appear; empty when it is the loss itself. */
  public String layer() {
    return layer;
  }

  /** The last good checkpoint, if there is one. */
  public Optional<Path> checkpoint() {
    return checkpoint == null ? Optional.empty() : checkpoint;
  }
}
