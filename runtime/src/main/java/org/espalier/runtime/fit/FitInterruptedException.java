package org.espalier.runtime.fit;

import java.nio.file.Path;
import java.util.Optional;
import org.espalier.dsl.snapshot.Progress;

/**
 * Training ended after a step because the JVM was told to end, by Ctrl-C for example; the model is
 * as it was before the epoch, which is what the checkpoint holds: all whole epochs.
 */
public final class FitInterruptedException extends InterruptedWorkException {
  private static final long serialVersionUID = 1L;

  FitInterruptedException(long step, Progress start, Optional<Path> checkpoint) {
    super(
        "interrupted after step "
            + step
            + "; "
            + checkpoint
                .map(file -> file + " holds " + start.epochs() + " epochs")
                .orElse("nothing was saved"),
        checkpoint);
  }
}
