package org.espalier.runtime.coding;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.espalier.runtime.fit.InterruptedWorkException;

/**
 * Learning of structure ended after a batch because the JVM was told to end, by Ctrl-C for example;
 * the checkpoint holds all whole passes.
 */
public final class LearningInterruptedException extends InterruptedWorkException {
  private static final long serialVersionUID = 1L;

  LearningInterruptedException(int layer, int pass, int batch, Optional<Path> checkpoint) {
    super(
        "interrupted after batch %d of pass %d of layer %d; %s"
            .formatted(batch, pass, layer, kept(checkpoint)),
        checkpoint.filter(Files::exists));
  }

  private static String kept(Optional<Path> checkpoint) {
    if (checkpoint.isEmpty()) {
      return "nothing was saved, as no checkpoint was named";
    }
    boolean any = Files.exists(checkpoint.get());
    return any
        ? checkpoint.get()
            + " holds all whole passes: learn from the same data with the same settings and this"
            + " checkpoint to go on"
        : "nothing was saved, as no pass was whole";
  }
}
