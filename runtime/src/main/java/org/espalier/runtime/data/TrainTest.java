package org.espalier.runtime.data;

import java.util.Objects;

/**
 * Examples to learn from and examples to be judged by.
 *
 * @param train what the weights see
 * @param test what they never see
 */
public record TrainTest(Dataset train, Dataset test) {
  /** Neither part may be missing. */
  public TrainTest {
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(test, "test");
  }
}
