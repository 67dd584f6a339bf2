package org.espalier.runtime.signal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.SignalOptions;
import org.espalier.dsl.network.Start;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.random.Streams;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Batches;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.live.Feeds;
import org.espalier.tf.PhaseRunner;
import org.espalier.tf.TfOptions;
import org.espalier.tf.TfSession;

/**
 * One session for all seeds: it computes the moments of every step on the device, so that only two
 * numbers a step come back.
 */
final class Measuring implements AutoCloseable {
  private static final String PHASE = "signal";
  private static final String MEAN = "mean/";
  private static final String VARIANCE = "variance/";
  private static final int BATCH = 128;

  private final Network network;
  private final SignalOptions options;
  private final Tracing tracing;
  private final List<String> names = new ArrayList<>();
  private final TfSession session;
  private final PhaseRunner runner;

  Measuring(Network network, SignalOptions options, Compute compute) {
    this.network = network;
    this.options = options;
    this.tracing = new Tracing(network);
    Phase phase = traced();
    if (names.isEmpty()) {
      throw new EspalierException(
          "network '" + network.name() + "' has no floating-point values to measure");
    }
    List<Expr> leaves = tracing.variables().stream().map(Variable::leaf).toList();
    TfOptions where =
        TfOptions.standard()
            .withDevice(compute.device())
            .withIntraThreads(compute.threads())
            .withStreams(name -> Streams.derive(0, name));
    session = TfSession.open(new Program(leaves, List.of(phase)), where);
    runner = session.runner(PHASE);
  }

  private Phase traced() {
    Trace trace = new Trace(tracing, PHASE, options.training());
    Map<String, Expr> given = network.leaves();
    Map<String, Expr> outputs = new LinkedHashMap<>();
    network
        .call(trace, given)
        .forEach(
            (name, value) -> {
              if (!value.dtype().isFloat()) return;
              names.add(name);
              int[] all = IntStream.range(0, value.shape().rank()).toArray();
              Expr wide = value.cast(DType.FLOAT64);
              Expr mean = all.length == 0 ? wide : wide.mean(all);
              Expr apart = wide.minus(mean).square();
              outputs.put(MEAN + name, mean);
              outputs.put(VARIANCE + name, all.length == 0 ? apart : apart.mean(all));
            });
    List<Expr> inputs = new ArrayList<>(given.values());
    inputs.add(trace.step());
    return new Phase(PHASE, inputs, outputs, Map.of());
  }

  /** Moments by step of the net of a seed, which sees normal numbers. */
  Map<String, Moment> onNoise(long seed, int examples) {
    start(seed);
    for (InputSpec in : network.inputs()) {
      if (!runner.inputs().contains(in.name())) continue;
      runner.input(in.name()).set(noise(in, seed, examples));
    }
    return run();
  }

  private Tensor noise(InputSpec in, long seed, int examples) {
    Type type = in.type();
    boolean batched = type.shape().rank() > 0 && !type.shape().get(0).known();
    if (!type.dtype().isFloat() || (batched && !type.shape().without(0).known())) {
      throw new EspalierException(
          "input '"
              + in.name()
              + "' of network '"
              + network.name()
              + "' is "
              + type
              + ", for which there are no normal inputs; measure on a data set instead");
    }
    long[] dims = type.shape().toArray(unknown -> examples);
    double[] values = RandomSource.of(seed, in.name(), PHASE).gaussians(Nd.count(dims));
    double deviation = Math.sqrt(options.input().variance());
    for (int i = 0; i < values.length; i++) {
      values[i] = options.input().mean() + deviation * values[i];
    }
    return Tensor.of(type.dtype(), new Nd(dims, values));
  }

  /** Moments by step of the net of a seed, which sees all examples. */
  Map<String, Moment> on(Dataset data, long seed) {
    start(seed);
    Feeds feeds = new Feeds(network, runner, data, Set.of());
    Batches batches = Batches.inOrder(data.size(), BATCH);
    Map<String, Pool> pools = new LinkedHashMap<>();
    for (int b = 0; b < batches.count(); b++) {
      int size = batches.size(b);
      feeds.fill(batches.order(), batches.from(b), size);
      run().forEach((name, m) -> pools.computeIfAbsent(name, n -> new Pool()).add(m, size));
    }
    Map<String, Moment> all = new HashMap<>();
    pools.forEach((name, pool) -> all.put(name, pool.moment()));
    return all;
  }

  /** Moment of all floating-point inputs together, each counting the same. */
  Moment input(Map<String, Moment> seen) {
    Pool all = new Pool();
    for (InputSpec in : network.inputs()) {
      if (seen.containsKey(in.name())) all.add(seen.get(in.name()), 1);
    }
    return all.moment();
  }

  private void start(long seed) {
    session.write(Start.of(network, tracing.variables(), seed));
    if (runner.inputs().contains(Trace.STEP)) {
      runner.input(Trace.STEP).set(new long[] {seed});
    }
  }

  private Map<String, Moment> run() {
    runner.run();
    Map<String, Moment> found = new LinkedHashMap<>();
    for (String name : names) {
      found.put(name, new Moment(runner.number(MEAN + name), runner.number(VARIANCE + name)));
    }
    return found;
  }

  @Override
  public void close() {
    session.close();
  }

  /** Moments of parts joined by their sizes. */
  private static final class Pool {
    private double count;
    private double mean;
    private double squares;

    void add(Moment part, double size) {
      double step = part.mean() - mean;
      double all = count + size;
      squares += size * part.variance() + step * step * count * size / all;
      mean += step * size / all;
      count = all;
    }

    Moment moment() {
      return count == 0 ? Moment.STANDARD : new Moment(mean, squares / count);
    }
  }
}
