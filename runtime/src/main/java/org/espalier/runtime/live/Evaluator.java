package org.espalier.runtime.live;

import java.util.Map;
import org.espalier.runtime.data.Batches;
import org.espalier.runtime.data.Dataset;

/** Runs the phase {@code evaluate} over a whole data set. */
public final class Evaluator {
  private static final String PHASE = "evaluate";

  private Evaluator() {}

  /**
   * Checks that a data set can be evaluated, before an hour of training ends in finding that out.
   *
   * @throws org.espalier.dsl.error.EspalierException when the program does not evaluate, or the
   *     data do not fit
   */
  public static void check(Engine engine, Dataset data) {
    try (LiveDriver driver = new LiveDriver(engine, data, 0, 0)) {
      driver.check(PHASE);
    }
  }

  /** Means of the phase's numbers over all examples. */
  public static Map<String, Double> evaluate(Engine engine, Dataset data, int batch) {
    Means means = new Means();
    Batches batches = Batches.inOrder(data.size(), batch);
    try (LiveDriver driver = new LiveDriver(engine, data, 0, 0)) {
      for (int b = 0; b < batches.count(); b++) {
        driver.batch(batches.order(), batches.from(b), batches.size(b));
        means.add(driver.run(PHASE), batches.size(b));
      }
    }
    return means.values();
  }
}
