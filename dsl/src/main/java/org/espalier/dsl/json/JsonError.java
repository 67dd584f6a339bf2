package org.espalier.dsl.json;

import org.espalier.dsl.error.EspalierException;

/** A JSON document that does not describe what it should, or a value that has no JSON form. */
public final class JsonError extends EspalierException {
  private static final long serialVersionUID = 1L;
  private final String path;

  JsonError(String path, String problem, Throwable cause) {
    super(path + ": " + problem, cause);
    this.path = path;
  }

  JsonError(String path, String problem) {
    this(path, problem, null);
  }

  /** Where in the document: {@code $.layers[3].units}, or {@code line 4, column 7}. */
  public String path() {
    return path;
  }
}
