package org.espalier.runtime.live;

import java.util.Map;
import org.espalier.runtime.data.Batches;
import org.espalier.runtime.data.Dataset;

/** Runs the phase {@code evaluate} over a whole data set. */
public final class Evaluator {
  private Evaluator() {}

  /** Means of the phase's numbers over all examples. */
  public static Map<String, Double> evaluate(Engine engine, Dataset data, int batch) {
    Means means = new Means();
    Batches batches = Batches.inOrder(data.size(), batch);
    try (LiveDriver driver = new LiveDriver(engine, data, 0, 0)) {
      for (int b = 0; b < batches.count(); b++) {
        driver.batch(batches.order(), batches.from(b), batches.size(b));
        means.add(driver.run("evaluate"), batches.size(b));
      }
    }
    return means.values();
  }
}
