package org.espalier.runtime;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Consumer;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.data.Batches;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.live.Engine;
import org.espalier.runtime.live.Examples;
import org.espalier.runtime.live.Feeds;
import org.espalier.tf.PhaseRunner;
import org.espalier.tf.Slot;

/**
 * A place in a model whose values can be asked for. Thread-safe, and good for as long as the model:
 * after a structure pass it looks into the network as it then is.
 */
public final class Tap {
  private final Model model;
  private final String phase;
  private final String name;
  private final Consumer<Engine> prepare;

  Tap(Model model, String phase, String name, Consumer<Engine> prepare) {
    this.model = model;
    this.phase = phase;
    this.name = name;
    this.prepare = prepare;
  }

  /** Makes the phase known to an engine that does not know it yet. */
  void prepare(Engine engine) {
    prepare.accept(engine);
  }

  /**
   * The values for vectors.
   *
   * @param examples [n][features]
   * @return [n][values], row-major where a value has several axes
   * @throws ShapeMismatch when an example is not as long as the network's input
   */
  public float[][] predict(float[][] examples) {
    return each(examples.length, (to, i, into, at) -> to.vector(examples[i], i, into, at));
  }

  /**
   * The values for images with one channel, or sequences.
   *
   * @param examples [n][height][width] or [n][time][features]
   * @return [n][values]
   * @throws ShapeMismatch when an example has not the shape of the network's input
   */
  public float[][] predict(float[][][] examples) {
    return each(examples.length, (to, i, into, at) -> to.matrix(examples[i], i, into, at));
  }

  /** The values for every row of a data set: [n][values]. */
  public float[][] predict(Dataset data) {
    float[][] all = new float[data.size()][];
    Batches batches = Batches.inOrder(data.size(), Model.BATCH);
    return with(
        (engine, runner) -> {
          Feeds feeds = new Feeds(engine.network(), runner, data, Set.of());
          for (int b = 0; b < batches.count(); b++) {
            feeds.fill(batches.order(), batches.from(b), batches.size(b));
            runner.run();
            split(runner.output(name), all, batches.from(b), batches.size(b));
          }
          return all;
        });
  }

  /**
   * The value for one tensor that holds a whole batch of the network's only input.
   *
   * @return [batch, …]
   */
  public Tensor predict(Tensor batch) {
    return with(
        (engine, runner) -> {
          only(runner).set(batch);
          runner.run();
          return runner.output(name);
        });
  }

  /** Lays one example out. */
  private interface Row {
    void put(Examples to, int example, float[] into, int at);
  }

  /** A call on a runner. */
  private interface Call<T> {
    T on(Engine engine, PhaseRunner runner);
  }

  private <T> T with(Call<T> call) {
    return model.using(
        engine -> {
          prepare.accept(engine);
          return engine.with(phase, runner -> call.on(engine, runner));
        });
  }

  private float[][] each(int n, Row row) {
    return with(
        (engine, runner) -> {
          Slot slot = only(runner);
          float[][] all = new float[n][];
          if (n == 0) return all;
          Examples examples = new Examples(slot);
          float[] values = new float[0];
          for (int from = 0; from < n; from += Model.BATCH) {
            int count = Math.min(Model.BATCH, n - from);
            int length = count * examples.length();
            if (values.length != length) values = new float[length];
            for (int i = 0; i < count; i++) {
              row.put(examples, from + i, values, i * examples.length());
            }
            examples.fill(values, count);
            runner.run();
            split(runner.output(name), all, from, count);
          }
          return all;
        });
  }

  private static Slot only(PhaseRunner runner) {
    if (runner.inputs().size() == 1) return runner.input(runner.inputs().iterator().next());
    throw new EspalierException(
        "this network takes the inputs "
            + runner.inputs()
            + "; give them as a data set with columns of those names:"
            + " Dataset.builder(\"…\").input(name, column)");
  }

  private void split(Tensor batch, float[][] into, int from, int rows) {
    if (batch.dims().length == 0 || batch.dims()[0] != rows) {
      throw new ShapeMismatch(
          "'" + name + "'",
          "a value for each example, [batch, …], to be split by examples",
          batch.shape().toString(),
          "",
          java.util.List.of("predict(Tensor), which gives the value of the whole batch"));
    }
    float[] values = batch.toFloats();
    int row = values.length / rows;
    for (int i = 0; i < rows; i++) {
      into[from + i] = Arrays.copyOfRange(values, i * row, (i + 1) * row);
    }
  }
}
