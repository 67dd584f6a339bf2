package org.espalier.samples.javaapp;

import java.util.Map;

/** A request that is not answered as asked: the status to answer with, and why. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, String> headers;

  Refusal(int status, String message) {
    this(status, message, Map.of());
  }

  Refusal(int status, String message, Map<String, String> headers) {
    super(message, null, false, false);
    this.status = status;
    this.headers = headers;
  }

  /** The HTTP status code. */
  int status() {
    return status;
  }

  /** Headers that this status asks for. */
  Map<String, String> headers() {
    return headers;
  }
}
