package org.espalier.tf;

import org.espalier.dsl.error.EspalierException;

/** What TensorFlow or the machine refused, in words for the user. */
public final class TfException extends EspalierException {
  private static final long serialVersionUID = 1L;

  /** An error of our own. */
  public TfException(String message) {
    super(message);
  }

  /** An error of TensorFlow's. */
  public TfException(String message, Throwable cause) {
    super(message, cause);
  }
}
