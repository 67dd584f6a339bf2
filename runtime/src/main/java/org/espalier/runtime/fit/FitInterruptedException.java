package org.espalier.runtime.fit;

import java.nio.file.Path;
import java.util.Optional;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.snapshot.Progress;

/**
 * Training ended after a step because the JVM was told to end, by Ctrl-C for example; the model is
 * as it was before the epoch, which is what the checkpoint holds.
 */
public final class FitInterruptedException extends EspalierException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Path> checkpoint;

  FitInterruptedException(long step, Progress start, Optional<Path> checkpoint) {
    super(
        "interrupted after step "
            + step
            + "; "
            + checkpoint
                .map(file -> file + " holds " + start.epochs() + " epochs")
                .orElse("nothing was saved"));
    this.checkpoint = checkpoint;
  }

  /** The file that holds all whole epochs, if there is one. */
  public Optional<Path> checkpoint() {
    return checkpoint == null ? Optional.empty() : checkpoint;
  }
}
