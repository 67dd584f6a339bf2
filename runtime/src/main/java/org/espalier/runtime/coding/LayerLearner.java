package org.espalier.runtime.coding;

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
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.Permutation;

/** The dictionary of one layer while it is learned. */
final class LayerLearner implements AutoCloseable {
  private static final int BLOCK = 64;
  private static final String UPDATES = "updates";
  private static final double NOISE = 0.1;

  /** What the next pass depends on, besides the codes. */
  private static final List<String> KEPT =
      List.of(CodingProgram.ATOMS, CodingProgram.MEAN_USAGE, CodingProgram.MEAN_MEETING);

  /** Told after every batch. */
  interface Listener {
    void batch(int done, double objective);
  }

  private final EfficientCoding settings;
  private final int layer;
  private final int linkGroup;
  private final Dataset data;
  private final int units;
  private final CodingSession session;
  private final CodeStore store;
  private final AtomSweep sweep;
  private double[][] atoms;
  private long updates;
  private long roundsRun;
  private long samplesRun;
  private long fistaNanos;
  private long sweepNanos;
  private long passNanos;

  LayerLearner(Encoder encoder, int units, int linkGroup, Dataset data, Compute compute) {
    this.settings = encoder.settings();
    this.layer = encoder.layers().size() + 1;
    this.data = data;
    this.linkGroup = linkGroup;
    this.units = units;
    session = new CodingSession(encoder, units, data, compute);
    store = new CodeStore(data.size(), units);
    sweep = new AtomSweep(settings.links(), linkGroup, BLOCK);
  }

  /** Begins with samples as atoms. */
  void start() {
    int[] order = Permutation.of(data.size(), settings.seed(), -layer);
    atoms = new double[units][];
    for (int from = 0; from < units; from += session.batch()) {
      session.begin(session.rows(order, from));
      float[] x = session.input();
      for (int s = 0; s < session.batch() && from + s < units; s++) {
        atoms[from + s] = firstAtom(x, s, from + s);
      }
    }
    session.products().replace(0, atoms);
    session.products().commit();
  }

  /** A sample as a unit vector; one that was taken before, or is all zero, with noise. */
  private double[] firstAtom(float[] x, int row, int atom) {
    int inputs = session.inputs();
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
    for (String path : KEPT) mine.put(path, arrays.get(path));
    session.write(mine);
    store.load(arrays);
    updates = (long) arrays.get(UPDATES).toNd().data()[0];
  }

  /** All that the next pass depends on. */
  SortedMap<String, Tensor> state() {
    SortedMap<String, Tensor> arrays = new TreeMap<>(session.read(KEPT));
    store.save(arrays);
    arrays.put(UPDATES, Tensor.of(new long[] {updates}, 1));
    return arrays;
  }

  /** Number of batches in a pass; the last one is filled up with samples of the first. */
  int batches() {
    return (data.size() - 1) / session.batch() + 1;
  }

  /**
   * One pass over the data.
   *
   * @return mean objective of a sample, link penalty included; what the listener hears is without
   * @throws CancellationException when the thread is interrupted
   */
  double pass(int pass, Listener listener) {
    int[] order = Permutation.of(data.size(), settings.seed(), layer * 1_000_003L + pass);
    atoms = session.atoms();
    session.products().replace(0, atoms);
    session.settle();
    double sum = 0;
    long began = System.nanoTime();
    for (int b = 0; b < batches(); b++) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted in pass " + (pass + 1) + " of layer " + layer);
      }
      double objective = batch(session.rows(order, b * session.batch()));
      sum += objective;
      listener.batch(b + 1, objective);
    }
    passNanos += System.nanoTime() - began;
    return sum / batches() + settings.links().value(atoms, linkGroup);
  }

  private double batch(int[] rows) {
    session.begin(rows, store);
    long began = System.nanoTime();
    int done = session.code();
    fistaNanos += System.nanoTime() - began;
    roundsRun += (long) done * rows.length;
    samplesRun += rows.length;
    updates++;
    float[] errors = new float[rows.length];
    double objective = session.finish(rows, 1f / updates, store, errors);
    began = System.nanoTime();
    List<Integer> unused = sweep.run(atoms, session.products());
    if (settings.penalty().revivesAtoms()) revive(unused, errors);
    session.products().commit();
    sweepNanos += System.nanoTime() - began;
    session.settle();
    return objective;
  }

  /** Puts the samples that are reconstructed worst in the place of atoms nothing uses. */
  private void revive(List<Integer> unused, float[] errors) {
    if (unused.isEmpty()) return;
    float[] x = session.input();
    int[] worst =
        IntStream.range(0, errors.length)
            .boxed()
            .sorted(Comparator.comparingDouble(s -> -errors[s]))
            .limit(unused.size())
            .mapToInt(s -> s)
            .toArray();
    for (int i = 0; i < worst.length; i++) {
      int place = unused.get(i);
      atoms[place] = firstAtom(x, worst[i], place);
      session.products().put(place, atoms[place]);
    }
  }

  /**
   * Codes of some samples by the dictionary as it is, and what goes with them.
   *
   * @param samples at least one
   */
  Looked look(int[] samples) {
    session.settle();
    return session.look(samples);
  }

  /** The atoms as they are on the device, [units][inputs]. */
  double[][] atoms() {
    return session.atoms();
  }

  /** What it cost so far. */
  CodingCost cost() {
    return new CodingCost(
        samplesRun,
        roundsRun,
        session.inputs(),
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
