package org.espalier.runtime.experiment;

import java.nio.file.Files;
import java.nio.file.Path;

/** Digits to train on: MNIST where ESPALIER_DATA says that data lie, the built-in digits else. */
final class DigitsAtHand {
  private DigitsAtHand() {}

  /** What {@link org.espalier.runtime.data.DataSpec} reads. */
  static String spec() {
    String told = System.getenv("ESPALIER_DATA");
    if (told == null) return "digits";
    Path mnist = Path.of(told).resolve("mnist");
    return Files.isDirectory(mnist) ? "mnist:" + mnist : "digits";
  }
}
