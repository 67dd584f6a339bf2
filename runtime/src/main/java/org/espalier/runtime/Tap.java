package org.espalier.runtime;

import java.util.Set;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.espalier.runtime.data.Batches;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.live.Engine;
import org.espalier.runtime.live.Feeds;
import org.espalier.tf.PhaseRunner;
import org.espalier.tf.Slot;

/** A place in a model whose values can be asked for. Thread-safe. */
public final class Tap {
  private final Model model;
  private final String phase;
  private final String name;

  Tap(Model model, String phase, String name) {
    this.model = model;
    this.phase = phase;
    this.name = name;
  }

  /**
   * The values for vectors.
   *
   * @param examples [n][features]
   * @return [n][values], row-major where a value has several axes
   */
  public float[][] predict(float[][] examples) {
    return each(examples.length, (slot, i) -> row(slot, examples[i], 1));
  }

  /** The values for images with one channel: [n][height][width] → [n][values]. */
  public float[][] predict(float[][][] examples) {
    return each(examples.length, (slot, i) -> row(slot, flat(examples[i]), 1));
  }

  /** The values for every row of a data set: [n][values]. */
  public float[][] predict(Dataset data) {
    Engine engine = model.open();
    float[][] all = new float[data.size()][];
    Batches batches = Batches.inOrder(data.size(), Model.BATCH);
    return engine.with(
        phase,
        runner -> {
          Feeds feeds = new Feeds(engine.network(), runner, data, Set.of());
          for (int b = 0; b < batches.count(); b++) {
            feeds.fill(batches.order(), batches.from(b), batches.size(b));
            runner.run();
            split(runner.output(name), all, batches.from(b));
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
    return model
        .open()
        .with(
            phase,
            runner -> {
              input(runner).set(batch);
              runner.run();
              return runner.output(name);
            });
  }

  private interface Row {
    float[] of(Slot slot, int example);
  }

  private float[][] each(int n, Row row) {
    float[][] all = new float[n][];
    if (n == 0) return all;
    return model
        .open()
        .with(
            phase,
            runner -> {
              Slot slot = input(runner);
              for (int from = 0; from < n; from += Model.BATCH) {
                int count = Math.min(Model.BATCH, n - from);
                float[] values = new float[0];
                for (int i = 0; i < count; i++) {
                  float[] one = row.of(slot, from + i);
                  if (i == 0) values = new float[count * one.length];
                  System.arraycopy(one, 0, values, i * one.length, one.length);
                }
                slot.set(values, dims(slot.type(), count));
                runner.run();
                split(runner.output(name), all, from);
              }
              return all;
            });
  }

  private static Slot input(PhaseRunner runner) {
    if (runner.inputs().size() != 1) {
      throw new org.espalier.dsl.error.EspalierException(
          "this network takes the inputs "
              + runner.inputs()
              + "; give them as a data set with columns of those names");
    }
    return runner.input(runner.inputs().iterator().next());
  }

  private static long[] dims(Type type, int count) {
    return type.shape().toArray(unknown -> count);
  }

  private static float[] row(Slot slot, float[] values, int count) {
    long needed = 1;
    for (int i = 1; i < slot.type().shape().rank(); i++)
      needed *= slot.type().shape().get(i).size();
    if (values.length != needed) {
      throw new ShapeMismatch(
          "input '" + slot.name() + "'",
          needed + " numbers an example, " + slot.type().shape(),
          values.length + " numbers");
    }
    return values;
  }

  private static float[] flat(float[][] image) {
    int width = image.length == 0 ? 0 : image[0].length;
    float[] flat = new float[image.length * width];
    for (int y = 0; y < image.length; y++) {
      if (image[y].length != width) {
        throw new ShapeMismatch(
            "row " + y + " of an image", width + " numbers", image[y].length + "");
      }
      System.arraycopy(image[y], 0, flat, y * width, width);
    }
    return flat;
  }

  private static void split(Tensor batch, float[][] into, int from) {
    float[] values = batch.toFloats();
    int rows = (int) batch.dims()[0];
    int row = values.length / rows;
    for (int i = 0; i < rows; i++) {
      into[from + i] = java.util.Arrays.copyOfRange(values, i * row, (i + 1) * row);
    }
  }
}
