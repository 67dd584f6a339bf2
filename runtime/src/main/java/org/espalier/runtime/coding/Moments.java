package org.espalier.runtime.coding;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.espalier.dsl.coding.Encoder;
import org.espalier.dsl.coding.MomentsProgram;
import org.espalier.dsl.coding.Spread;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.DataException;
import org.espalier.runtime.data.Dataset;
import org.espalier.tf.PhaseRunner;
import org.espalier.tf.TfSession;

/** Means and covariances of what an encoder gives, by one walk over the data. */
final class Moments implements AutoCloseable {
  private static final int BATCH = 512;

  private final Dataset data;
  private final TfSession session;
  private final PhaseRunner add;

  Moments(Encoder encoder, boolean pairs, Dataset data, Compute compute) {
    this.data = data;
    Program program = MomentsProgram.of(encoder.network(EncoderSession.NAME), pairs);
    session = EncoderSession.open(program, encoder, compute);
    add = session.runner(MomentsProgram.ADD, MomentsProgram.VALUES);
  }

  /** Over all samples. */
  Spread spread() {
    int[] order = IntStream.range(0, data.size()).toArray();
    for (int from = 0; from < order.length; from += BATCH) {
      run(order, from, Math.min(BATCH, order.length - from));
    }
    Map<String, Tensor> found = session.read(List.of(MomentsProgram.SUMS, MomentsProgram.PRODUCTS));
    return Spread.of(
        found.get(MomentsProgram.SUMS).toNd().data(),
        found.get(MomentsProgram.PRODUCTS).toNd().data(),
        data.size());
  }

  /**
   * What the encoder gives for some samples, [samples][features]; spoils a later {@link #spread}.
   */
  double[][] values(int[] samples) {
    double[][] values = new double[samples.length][];
    for (int from = 0; from < samples.length; from += BATCH) {
      int count = Math.min(BATCH, samples.length - from);
      run(samples, from, count);
      Nd all = add.output(MomentsProgram.VALUES).toNd();
      int features = (int) all.dims()[1];
      for (int s = 0; s < count; s++) {
        values[from + s] = Arrays.copyOfRange(all.data(), s * features, (s + 1) * features);
      }
    }
    return values;
  }

  private void run(int[] order, int from, int count) {
    int length = data.input().rowLength();
    float[] raw = new float[count * length];
    data.gatherInputs(order, from, count, raw, 0);
    for (int i = 0; i < raw.length; i++) {
      if (!Float.isFinite(raw[i])) throw notFinite(order[from + i / length], i % length, raw[i]);
    }
    long[] row = data.inputShape();
    long[] dims = new long[row.length + 1];
    dims[0] = count;
    System.arraycopy(row, 0, dims, 1, row.length);
    add.input(MomentsProgram.RAW).set(raw, dims);
    add.run();
  }

  private DataException notFinite(int row, int element, float value) {
    return new DataException(
        "data set '" + data.name() + "', row " + row + ", element " + element,
        "a value to learn structure from is no finite number",
        "finite numbers",
        Float.toString(value),
        "leave the row out, or put a number there");
  }

  @Override
  public void close() {
    session.close();
  }
}
