package org.espalier.dsl.error;

/** The root of every error Espalier throws on purpose. The message is written for the user. */
public class EspalierException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An error whose message says where, what was expected, what was received and what to type. */
  public EspalierException(String message) {
    super(message);
  }

  /** The same, caused by another failure. */
  public EspalierException(String message, Throwable cause) {
    super(message, cause);
  }
}
