package org.espalier.runtime.signal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
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
 * One description started from many seeds, in one session. What is read of every step is computed
 * on the device, so that as little as possible comes back.
 */
final class RandomNets implements AutoCloseable {
  private static final String PHASE = "signal";
  private static final int BATCH = 128;

  private final Network network;
  private final SignalOptions options;
  private final Tracing tracing;
  private final TfSession session;
  private final PhaseRunner runner;

  /** What to read of a step's value, each under a name of its own; nothing, to leave it out. */
  interface Reading {
    Map<String, Expr> of(String step, Expr value);
  }

  RandomNets(Network network, SignalOptions options, Reading reading, Compute compute) {
    this.network = network;
    this.options = options;
    this.tracing = new Tracing(network);
    Phase phase = traced(reading);
    if (phase.outputs().isEmpty()) {
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

  private Phase traced(Reading reading) {
    Trace trace = new Trace(tracing, PHASE, options.training());
    Map<String, Expr> given = network.leaves();
    Map<String, Expr> outputs = new LinkedHashMap<>();
    network
        .call(trace, given)
        .forEach(
            (name, value) -> {
              if (!value.dtype().isFloat()) return;
              outputs.putAll(reading.of(name, value));
            });
    List<Expr> inputs = new ArrayList<>(given.values());
    inputs.add(trace.step());
    return new Phase(PHASE, inputs, outputs, Map.of());
  }

  /** The net of a seed sees normal numbers. */
  void onNoise(long seed, int examples) {
    start(seed);
    for (InputSpec in : network.inputs()) {
      if (!runner.inputs().contains(in.name())) continue;
      runner.input(in.name()).set(noise(in, seed, examples));
    }
    runner.run();
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

  /**
   * The net of a seed sees all examples.
   *
   * @param seen after each batch, takes how many examples it had
   */
  void on(Dataset data, long seed, IntConsumer seen) {
    start(seed);
    Feeds feeds = new Feeds(network, runner, data, Set.of());
    Batches batches = Batches.inOrder(data.size(), BATCH);
    for (int b = 0; b < batches.count(); b++) {
      feeds.fill(batches.order(), batches.from(b), batches.size(b));
      runner.run();
      seen.accept(batches.size(b));
    }
  }

  /** One number of the last run. */
  double number(String name) {
    return runner.number(name);
  }

  /** One array of the last run. */
  double[] numbers(String name) {
    return runner.output(name).toNd().data();
  }

  private void start(long seed) {
    session.write(Start.of(network, tracing.variables(), seed));
    if (runner.inputs().contains(Trace.STEP)) {
      runner.input(Trace.STEP).set(new long[] {seed});
    }
  }

  @Override
  public void close() {
    session.close();
  }
}
