package org.espalier.runtime.live;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.step.Driver;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.data.Dataset;
import org.espalier.tf.PhaseRunner;
import org.espalier.tf.Slot;

/** Drives an engine's phases with the batches of one data set. For one thread. */
public final class LiveDriver implements Driver, AutoCloseable {
  /** A phase made ready to run. */
  private record Ready(
      PhaseRunner runner,
      Feeds feeds,
      Set<String> given,
      Slot step,
      List<String> scalars,
      boolean updates) {}

  private final Engine engine;
  private final Dataset data;
  private final Map<String, Ready> ready = new HashMap<>();
  private final long[] number = new long[1];
  private int[] order;
  private int from;
  private int count;
  private long step;
  private long runs;

  /** A driver that goes on counting from the given numbers. */
  public LiveDriver(Engine engine, Dataset data, long step, long runs) {
    this.engine = engine;
    this.data = data;
    this.step = step;
    this.runs = runs;
  }

  /** One step of the training's program on a batch. */
  public Map<String, Double> drive(int[] order, int from, int count) {
    batch(order, from, count);
    Map<String, Double> metrics = engine.training().program().drive(this);
    step++;
    return metrics;
  }

  /** Makes a phase ready, so that data that do not fit are found before anything runs. */
  void check(String phase) {
    ready(phase, Set.of());
  }

  /** Chooses the batch without driving anything. */
  public void batch(int[] order, int from, int count) {
    this.order = order;
    this.from = from;
    this.count = count;
  }

  @Override
  public Map<String, Double> run(String phase) {
    return run(phase, Map.of());
  }

  @Override
  public Map<String, Double> run(String phase, Map<String, Tensor> inputs) {
    Ready r = ready(phase, inputs.keySet());
    r.feeds.fill(order, from, count);
    for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
      if (r.runner.inputs().contains(input.getKey())) {
        r.runner.input(input.getKey()).set(input.getValue());
      }
    }
    if (r.step != null) {
      number[0] = runs;
      r.step.set(number);
    }
    r.runner.run();
    if (r.updates) runs++;
    Map<String, Double> scalars = new LinkedHashMap<>();
    for (String name : r.scalars) scalars.put(name, r.runner.number(name));
    return scalars;
  }

  /** The phase made ready for given inputs, which are mostly the same at every step. */
  private Ready ready(String phase, Set<String> given) {
    Ready r = ready.get(phase);
    if (r != null && r.given.equals(given)) return r;
    if (r != null) r.runner.close();
    ready.remove(phase);
    Ready made = prepare(phase, Set.copyOf(given));
    ready.put(phase, made);
    return made;
  }

  private Ready prepare(String name, Set<String> given) {
    if (!engine.session().phases().contains(name)) {
      throw new EspalierException(
          "the program "
              + engine.training().program()
              + " describes no phase '"
              + name
              + "', only "
              + engine.session().phases()
              + "; describe it with step.inference(\""
              + name
              + "\", …) or step.training(…)");
    }
    Phase phase = engine.session().phase(name);
    requireInputs(phase, given);
    List<String> scalars =
        phase.outputs().entrySet().stream()
            .filter(e -> scalar(e.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    PhaseRunner runner = engine.session().runner(name, scalars);
    try {
      Slot stepSlot = runner.inputs().contains(Trace.STEP) ? runner.input(Trace.STEP) : null;
      Feeds feeds = new Feeds(engine.network(), runner, data, given);
      return new Ready(runner, feeds, given, stepSlot, scalars, !phase.updates().isEmpty());
    } catch (RuntimeException e) {
      runner.close();
      throw e;
    }
  }

  private static void requireInputs(Phase phase, Set<String> given) {
    List<String> known = phase.inputs().stream().map(e -> Leaf.of(e).name()).toList();
    for (String name : given) {
      if (known.contains(name)) continue;
      throw new EspalierException(
          "phase '"
              + phase.name()
              + "' has no input '"
              + name
              + "' to be given; there are "
              + known);
    }
  }

  private static boolean scalar(Expr e) {
    return e.shape().rank() == 0;
  }

  @Override
  public List<String> weights(String path) {
    return engine.graph().weights(path).stream().map(Variable::path).toList();
  }

  @Override
  public Tensor read(String path) {
    return engine.session().read(List.of(path)).get(path);
  }

  @Override
  public void write(Map<String, Tensor> values) {
    engine.session().write(values);
  }

  @Override
  public RandomSource random(String purpose) {
    return RandomSource.of(engine.training().seed(), "@program", purpose, "step " + step);
  }

  @Override
  public long step() {
    return step;
  }

  /** Runs of phases that update, so far. */
  public long runs() {
    return runs;
  }

  /** Number of examples in the batch. */
  public int count() {
    return count;
  }

  @Override
  public void close() {
    ready.values().forEach(r -> r.runner.close());
    ready.clear();
  }
}
