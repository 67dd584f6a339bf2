package org.espalier.runtime.data;

import java.util.Objects;

/**
 * Data that cannot be used: where it is, what is wrong, what was expected, what was received and
 * what to do about it, as fields and in the message.
 */
public final class DataException extends RuntimeException {
  private final String where;
  private final String what;
  private final String expected;
  private final String received;
  private final String hint;

  /**
   * A problem with data.
   *
   * @param where a file, or a data set and its column and row
   * @param what the fault in a few words
   * @param expected what would have been right
   * @param received what was found, with its value
   * @param hint what to do or to type
   */
  public DataException(String where, String what, String expected, String received, String hint) {
    this(where, what, expected, received, hint, null);
  }

  /**
   * A problem with data that another exception revealed.
   *
   * @param where a file, or a data set and its column and row
   * @param what the fault in a few words
   * @param expected what would have been right
   * @param received what was found, with its value
   * @param hint what to do or to type
   * @param cause the exception that revealed it, or null
   */
  public DataException(
      String where, String what, String expected, String received, String hint, Throwable cause) {
    super(
        String.format(
            "%s: %s.%n%n  expected  %s%n  received  %s%n%n  Try       %s",
            where, what, expected, received, hint),
        cause);
    this.where = Objects.requireNonNull(where);
    this.what = Objects.requireNonNull(what);
    this.expected = Objects.requireNonNull(expected);
    this.received = Objects.requireNonNull(received);
    this.hint = Objects.requireNonNull(hint);
  }

  /** The file, or the data set with its column and row. */
  public String where() {
    return where;
  }

  /** The fault in a few words. */
  public String what() {
    return what;
  }

  /** What would have been right. */
  public String expected() {
    return expected;
  }

  /** What was found. */
  public String received() {
    return received;
  }

  /** What to do or to type. */
  public String hint() {
    return hint;
  }
}
