package org.espalier.runtime.kotlindl.form;

import java.util.List;
import org.espalier.dsl.error.EspalierException;

/** What comes from or goes to Keras or KotlinDL cannot be said on the other side. */
public final class KerasException extends EspalierException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  /** One problem. */
  public KerasException(String problem) {
    super(problem);
    this.problems = List.of(problem);
  }

  /** One problem that another failure caused. */
  public KerasException(String problem, Throwable cause) {
    super(problem, cause);
    this.problems = List.of(problem);
  }

  /**
   * All that was found at once.
   *
   * @param what the whole: {@code network 'x' cannot be imported}
   * @param problems one line each, with the place
   * @param wayOut what to type
   */
  public KerasException(String what, List<String> problems, String wayOut) {
    super(what + ":\n  " + String.join("\n  ", problems) + "\n" + wayOut);
    this.problems = List.copyOf(problems);
  }

  /** The single problems, each with its place. */
  public List<String> problems() {
    return problems;
  }
}
