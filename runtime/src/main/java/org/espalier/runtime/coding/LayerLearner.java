package org.espalier.runtime.coding;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.espalier.dsl.coding.AtomSweep;
import org.espalier.dsl.coding.CodingProgram;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.Encoder;
import org.espalier.dsl.coding.Rounds;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.Permutation;
import org.espalier.tf.PhaseRunner;
import org.espalier.tf.TfOptions;
import org.espalier.tf.TfSession;

/** The dictionary of one layer while it is learned. */
final class LayerLearner implements AutoCloseable {
  private static final String NAME = "encoder";
  private static final int BLOCK = 64;
  private static final String UPDATES = "updates";
  private static final double NOISE = 0.1;

  /** Told after every batch. */
  interface Listener {
    void batch(int done, double objective);
  }

  private final EfficientCoding settings;
  private final Rounds rounds;
  private final int layer;
  private final int linkGroup;
  private final Dataset data;
  private final int units;
  private final int inputs;
  private final int batch;
  private final TfSession session;
  private final Map<String, PhaseRunner> runners = new LinkedHashMap<>();
  private final LiveProducts products;
  private final CodeStore store;
  private final AtomSweep sweep;
  private final float[] raw;
  private final float[] codes;
  private double[][] atoms;
  private long updates;
  private long roundsRun;
  private long samplesRun;
  private long fistaNanos;
  private long sweepNanos;
  private long passNanos;

  LayerLearner(Encoder encoder, int units, int linkGroup, Dataset data, Compute compute) {
    this.settings = encoder.settings();
    this.rounds = settings.rounds();
    this.layer = encoder.layers().size() + 1;
    this.data = data;
    this.linkGroup = linkGroup;
    this.units = units;
    this.batch = Math.min(rounds.batch(), data.size());
    CodingProgram coding = new CodingProgram(encoder.network(NAME), settings, units, batch);
    this.inputs = coding.inputs();
    Program program = coding.program();
    TfOptions options =
        TfOptions.standard().withDevice(compute.device()).withIntraThreads(compute.threads());
    session = TfSession.open(program, options);
    session.write(zeros(program));
    session.write(known(program, encoder.arrays(NAME)));
    products = new LiveProducts(session, units, inputs);
    store = new CodeStore(data.size(), units);
    sweep = new AtomSweep(settings.links(), linkGroup, BLOCK);
    raw = new float[batch * data.input().rowLength()];
    codes = new float[batch * units];
  }

  private static Map<String, Tensor> zeros(Program program) {
    Map<String, Tensor> zeros = new LinkedHashMap<>();
    for (Expr v : program.variables()) {
      zeros.put(Leaf.of(v).name(), Tensor.of(v.dtype(), Nd.zeros(v.shape().toArray())));
    }
    return zeros;
  }

  private static Map<String, Tensor> known(Program program, Map<String, Tensor> arrays) {
    List<String> names = program.variables().stream().map(v -> Leaf.of(v).name()).toList();
    Map<String, Tensor> known = new LinkedHashMap<>(arrays);
    known.keySet().retainAll(names);
    return known;
  }

  private PhaseRunner runner(String phase, String... outputs) {
    String key = phase + List.of(outputs);
    PhaseRunner known = runners.get(key);
    if (known != null) return known;
    PhaseRunner made = outputs.length == 0 ? session.runner(phase) : session.runner(phase, outputs);
    runners.put(key, made);
    return made;
  }

  /** Begins with samples as atoms. */
  void start() {
    int[] order = Permutation.of(data.size(), settings.seed(), -layer);
    atoms = new double[units][];
    for (int from = 0; from < units; from += batch) {
      int[] rows = rows(order, from);
      begin(rows, false);
      float[] x = look(CodingProgram.INPUT, inputs);
      for (int s = 0; s < batch && from + s < units; s++) {
        atoms[from + s] = firstAtom(x, s, from + s);
      }
    }
    products.replace(0, atoms);
    products.commit();
  }

  /** A sample as a unit vector; one that was taken before, or is all zero, with noise. */
  private double[] firstAtom(float[] x, int row, int atom) {
    double[] v = new double[inputs];
    for (int i = 0; i < inputs; i++) v[i] = x[row * inputs + i];
    double norm = norm(v);
    if (norm == 0 || atom >= data.size()) {
      RandomSource random =
          RandomSource.of(settings.seed(), "coding", "layer " + layer, "atom " + atom);
      double scale = norm == 0 ? 1 : NOISE * norm / Math.sqrt(inputs);
      for (int i = 0; i < inputs; i++) v[i] += scale * random.nextGaussian();
      norm = norm(v);
    }
    for (int i = 0; i < inputs; i++) v[i] /= norm;
    return v;
  }

  private static double norm(double[] v) {
    double square = 0;
    for (double each : v) square += each * each;
    return Math.sqrt(square);
  }

  /** Goes on from what {@link #state} gave. */
  void restore(SortedMap<String, Tensor> arrays) {
    Map<String, Tensor> mine = new LinkedHashMap<>();
    for (String path : kept()) mine.put(path, arrays.get(path));
    session.write(mine);
    store.load(arrays);
    updates = (long) arrays.get(UPDATES).toNd().data()[0];
  }

  /** All that the next pass depends on. */
  SortedMap<String, Tensor> state() {
    SortedMap<String, Tensor> arrays = new TreeMap<>(session.read(kept()));
    store.save(arrays);
    arrays.put(UPDATES, Tensor.of(new long[] {updates}, 1));
    return arrays;
  }

  private static Collection<String> kept() {
    return List.of(CodingProgram.ATOMS, CodingProgram.MEAN_USAGE, CodingProgram.MEAN_MEETING);
  }

  /** Number of batches in a pass; the last one is filled up with samples of the first. */
  int batches() {
    return (data.size() - 1) / batch + 1;
  }

  /**
   * One pass over the data.
   *
   * @return mean objective of a sample, link penalty included; what the listener hears is without
   * @throws CancellationException when the thread is interrupted
   */
  double pass(int pass, Listener listener) {
    int[] order = Permutation.of(data.size(), settings.seed(), layer * 1_000_003L + pass);
    atoms = atoms();
    products.replace(0, atoms);
    runner(CodingProgram.SETTLE).run();
    double sum = 0;
    long began = System.nanoTime();
    for (int b = 0; b < batches(); b++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted in pass " + (pass + 1) + " of layer " + layer);
      }
      double objective = batch(rows(order, b * batch));
      sum += objective;
      listener.batch(b + 1, objective);
    }
    passNanos += System.nanoTime() - began;
    return sum / batches() + settings.links().value(atoms, linkGroup);
  }

  private double batch(int[] rows) {
    begin(rows, true);
    long began = System.nanoTime();
    int done = code();
    fistaNanos += System.nanoTime() - began;
    roundsRun += (long) done * batch;
    samplesRun += batch;
    updates++;
    PhaseRunner finish =
        runner(
            CodingProgram.FINISH,
            CodingProgram.OBJECTIVE,
            CodingProgram.ERRORS,
            CodingProgram.CODES);
    finish.input(CodingProgram.WEIGHT).set(new float[] {1f / updates});
    finish.run();
    finish.copyOutput(CodingProgram.CODES, codes);
    store.write(rows, codes);
    double objective = finish.number(CodingProgram.OBJECTIVE);
    float[] errors = new float[batch];
    finish.copyOutput(CodingProgram.ERRORS, errors);
    began = System.nanoTime();
    List<Integer> unused = sweep.run(atoms, products);
    if (settings.penalty().revivesAtoms()) revive(unused, errors);
    products.commit();
    sweepNanos += System.nanoTime() - began;
    runner(CodingProgram.SETTLE).run();
    return objective;
  }

  private void begin(int[] rows, boolean warm) {
    PhaseRunner begin = runner(CodingProgram.BEGIN);
    data.gatherInputs(rows, 0, batch, raw, 0);
    begin.input(CodingProgram.RAW).floats().put(raw);
    if (warm) store.read(rows, codes);
    else Arrays.fill(codes, 0);
    begin.input(CodingProgram.START).floats().put(codes);
    begin.run();
  }

  /** Rounds until the codes are done. */
  private int code() {
    PhaseRunner run = runner(CodingProgram.ROUNDS, CodingProgram.CHANGE);
    int done = 0;
    do {
      run.run();
      done += CodingProgram.ROUNDS_EACH;
    } while (done < rounds.most() && run.number(CodingProgram.CHANGE) >= rounds.tolerance());
    return done;
  }

  /** Puts the samples that are reconstructed worst in the place of atoms nothing uses. */
  private void revive(List<Integer> unused, float[] errors) {
    if (unused.isEmpty()) return;
    float[] x = look(CodingProgram.INPUT, inputs);
    int[] worst =
        IntStream.range(0, batch)
            .boxed()
            .sorted(Comparator.comparingDouble(s -> -errors[s]))
            .limit(unused.size())
            .mapToInt(s -> s)
            .toArray();
    for (int i = 0; i < worst.length; i++) {
      int place = unused.get(i);
      atoms[place] = firstAtom(x, worst[i], place);
      products.put(place, atoms[place]);
    }
  }

  /**
   * Codes of some samples by the dictionary as it is, and what goes with them.
   *
   * @param samples at least one
   */
  Looked look(int[] samples) {
    runner(CodingProgram.SETTLE).run();
    Looked all = new Looked(samples.length, inputs, units);
    for (int from = 0; from < samples.length; from += batch) {
      begin(rows(samples, from), false);
      code();
      all.add(
          from,
          look(CodingProgram.INPUT, inputs),
          look(CodingProgram.CODES, units),
          look(CodingProgram.RESPONSES, units));
    }
    return all;
  }

  private float[] look(String output, int columns) {
    PhaseRunner look = runner(CodingProgram.LOOK, output);
    look.run();
    float[] values = new float[batch * columns];
    look.copyOutput(output, values);
    return values;
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

  /** A batch of rows, going on from the beginning behind the end. */
  private int[] rows(int[] order, int from) {
    int[] rows = new int[batch];
    for (int i = 0; i < batch; i++) rows[i] = order[(from + i) % order.length];
    return rows;
  }

  /** What it cost so far. */
  CodingCost cost() {
    return new CodingCost(
        samplesRun,
        roundsRun,
        inputs,
        units,
        fistaNanos / 1e9,
        sweepNanos / 1e9,
        (passNanos - fistaNanos - sweepNanos) / 1e9);
  }

  @Override
  public void close() {
    session.close();
  }
}
