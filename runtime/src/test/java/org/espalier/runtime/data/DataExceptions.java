package org.espalier.runtime.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What every complaint about data is asked: all five parts, each in the message. */
final class DataExceptions {
  private DataExceptions() {}

  static DataException thrownBy(ThrowingCallable code) {
    DataException e = catchThrowableOfType(DataException.class, code);
    assertThat(e).as("a DataException").isNotNull();
    assertThat(e.getMessage())
        .contains(e.where(), e.what(), e.expected(), e.received(), e.hint())
        .startsWith(e.where() + ": " + e.what());
    return e;
  }
}
