package org.espalier.samples.benchmarks;

import java.util.Map;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.live.Engine;
import org.espalier.runtime.live.LiveDriver;

/** Espalier's side: the code that {@code Model.fit} runs for each batch. */
final class EspalierLoop implements StepLoop {
  private final String name;
  private final Engine engine;
  private final LiveDriver driver;
  private Map<String, Double> last = Map.of();

  /** A live engine that starts from a snapshot. */
  EspalierLoop(String name, Snapshot snapshot, Dataset data, Compute compute) {
    this.name = name;
    this.engine = new Engine(snapshot, compute);
    this.driver = new LiveDriver(engine, data, 0, 0);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public double step(int[] order, int from, int count) {
    last = driver.drive(order, from, count);
    return last.get("loss");
  }

  /** Everything the last step reported. */
  Map<String, Double> last() {
    return last;
  }

  @Override
  public int nodes() {
    return (int) engine.session().graphText("train").lines().filter(l -> l.startsWith("%")).count();
  }

  @Override
  public void close() {
    driver.close();
    engine.close();
  }
}
