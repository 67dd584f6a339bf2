package org.espalier.runtime.fit;

import java.nio.file.Path;
import java.util.Optional;
import org.espalier.dsl.error.EspalierException;

/**
 * Long work ended after a step because the JVM was told to end, by Ctrl-C for example. The message
 * says what is kept; see {@link EndOfJvm}.
 */
public abstract class InterruptedWorkException extends EspalierException {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Path> checkpoint;

  /**
   * Says where the work stopped and what is kept.
   *
   * @param checkpoint the file that holds what is done, if there is one
   */
  protected InterruptedWorkException(String message, Optional<Path> checkpoint) {
    super(message);
    this.checkpoint = checkpoint;
  }

  /** The file that holds what is done, if there is one. */
  public Optional<Path> checkpoint() {
    return checkpoint == null ? Optional.empty() : checkpoint;
  }
}
