package org.espalier.runtime.coding;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.coding.CodingProgram;
import org.espalier.dsl.coding.Encoder;
import org.espalier.dsl.coding.Rounds;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.tf.PhaseRunner;
import org.espalier.tf.TfSession;

/** A layer's program in TensorFlow: batches go in and are coded by the dictionary as it is. */
final class CodingSession implements AutoCloseable {
  private final Dataset data;
  private final Rounds rounds;
  private final int units;
  private final int inputs;
  private final int batch;
  private final TfSession session;
  private final LiveProducts products;
  private final Map<String, PhaseRunner> runners = new LinkedHashMap<>();
  private final float[] raw;
  private final float[] codes;

  CodingSession(Encoder encoder, int units, Dataset data, Compute compute) {
    this.data = data;
    this.rounds = encoder.settings().rounds();
    this.units = units;
    this.batch = Math.min(rounds.batch(), data.size());
    CodingProgram coding =
        new CodingProgram(encoder.network(EncoderSession.NAME), encoder.settings(), units, batch);
    this.inputs = coding.inputs();
    session = EncoderSession.open(coding.program(), encoder, compute);
    products = new LiveProducts(session, units, inputs);
    raw = new float[batch * data.input().rowLength()];
    codes = new float[batch * units];
  }

  int inputs() {
    return inputs;
  }

  /** Samples coded together. */
  int batch() {
    return batch;
  }

  /** For moving the atoms. */
  LiveProducts products() {
    return products;
  }

  Map<String, Tensor> read(List<String> paths) {
    return session.read(paths);
  }

  void write(Map<String, Tensor> arrays) {
    session.write(arrays);
  }

  /** The atoms as they are on the device, [units][inputs]. */
  double[][] atoms() {
    float[] flat = session.read(List.of(CodingProgram.ATOMS)).get(CodingProgram.ATOMS).toFloats();
    double[][] rows = new double[units][inputs];
    for (int j = 0; j < units; j++) {
      for (int i = 0; i < inputs; i++) rows[j][i] = flat[j * inputs + i];
    }
    return rows;
  }

  /** After the atoms changed. */
  void settle() {
    runner(CodingProgram.SETTLE).run();
  }

  /** Takes a batch in, with codes of zero to start from. */
  void begin(int[] rows) {
    Arrays.fill(codes, 0);
    put(rows);
  }

  /** Takes a batch in, with the codes to start from that a store knows. */
  void begin(int[] rows, CodeStore warm) {
    warm.read(rows, codes);
    put(rows);
  }

  private void put(int[] rows) {
    PhaseRunner begin = runner(CodingProgram.BEGIN);
    data.gatherInputs(rows, 0, batch, raw, 0);
    begin.input(CodingProgram.RAW).floats().put(raw);
    begin.input(CodingProgram.START).floats().put(codes);
    begin.run();
  }

  /** Codes the batch; gives the number of rounds. */
  int code() {
    PhaseRunner run = runner(CodingProgram.ROUNDS, CodingProgram.CHANGE);
    int done = 0;
    do {
      run.run();
      done += CodingProgram.ROUNDS_EACH;
    } while (done < rounds.most() && run.number(CodingProgram.CHANGE) >= rounds.tolerance());
    return done;
  }

  /**
   * Adds the batch to the statistics and its codes to a store.
   *
   * @param rows of the batch
   * @param weight of the batch in the running means
   * @param errors receives the squared error of each sample, [batch]
   * @return the mean objective of a sample, without the link penalty
   */
  double finish(int[] rows, float weight, CodeStore store, float[] errors) {
    PhaseRunner finish =
        runner(
            CodingProgram.FINISH,
            CodingProgram.OBJECTIVE,
            CodingProgram.ERRORS,
            CodingProgram.CODES);
    finish.input(CodingProgram.WEIGHT).set(new float[] {weight});
    finish.run();
    finish.copyOutput(CodingProgram.CODES, codes);
    finish.copyOutput(CodingProgram.ERRORS, errors);
    store.write(rows, codes);
    return finish.number(CodingProgram.OBJECTIVE);
  }

  /** What the layer sees of the batch, [batch · inputs]. */
  float[] input() {
    return look(CodingProgram.INPUT, inputs);
  }

  /**
   * Codes of some samples, each from zero, and what goes with them.
   *
   * @param samples at least one
   */
  Looked look(int[] samples) {
    Looked all = new Looked(samples.length, inputs, units);
    for (int from = 0; from < samples.length; from += batch) {
      begin(rows(samples, from));
      code();
      all.add(
          from, input(), look(CodingProgram.CODES, units), look(CodingProgram.RESPONSES, units));
    }
    return all;
  }

  /** A batch of rows, going on from the beginning behind the end. */
  int[] rows(int[] order, int from) {
    int[] rows = new int[batch];
    for (int i = 0; i < batch; i++) rows[i] = order[(from + i) % order.length];
    return rows;
  }

  private float[] look(String output, int columns) {
    PhaseRunner look = runner(CodingProgram.LOOK, output);
    look.run();
    float[] values = new float[batch * columns];
    look.copyOutput(output, values);
    return values;
  }

  private PhaseRunner runner(String phase, String... outputs) {
    return runners.computeIfAbsent(
        phase + List.of(outputs),
        key -> outputs.length == 0 ? session.runner(phase) : session.runner(phase, outputs));
  }

  @Override
  public void close() {
    products.close();
    runners.values().forEach(PhaseRunner::close);
    session.close();
  }
}
