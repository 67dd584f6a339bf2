package org.espalier.samples.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import org.espalier.runtime.data.DataSpec;
import org.espalier.runtime.data.Dataset;

/** Digits to train on: MNIST where it lies on this machine, the built-in digits else. */
final class BenchmarkData {
  private static final String BUILT_IN = "digits:train=12800,test=10";

  private BenchmarkData() {}

  /**
   * Training digits of 28×28×1.
   *
   * @param spec as on the command line, or {@code auto}
   */
  static Dataset load(String spec) {
    return DataSpec.parse(spec.equals("auto") ? found() : spec).load().train();
  }

  private static String found() {
    String told = System.getenv("ESPALIER_DATA");
    Path mnist = Path.of(told == null ? "../shared/data" : told).resolve("mnist");
    return Files.isDirectory(mnist) ? "mnist:" + mnist : BUILT_IN;
  }
}
