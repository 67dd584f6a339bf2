package org.espalier.runtime.sparse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Uniform;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Start;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.parametrization.Parametrization;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Compute;
import org.espalier.tf.PhaseRunner;
import org.espalier.tf.TfOptions;
import org.espalier.tf.TfSession;

/**
 * One dense layer, forward and backward: x·W, and the derivatives to x and to what is stored of W.
 * Nothing is updated, and of each result one number is fetched.
 */
public final class LayerTrial implements AutoCloseable {
  private static final String PHASE = "products";
  private static final String X = "x";
  private static final String DY = "dy";

  private final TfSession session;
  private final PhaseRunner runner;

  /**
   * A layer with its own weights, the same for the same settings.
   *
   * @param width units, and inputs
   * @param batch rows
   * @param structure what the kernel is made of; empty for all of it
   */
  public LayerTrial(
      int width, int batch, Optional<? extends Parametrization> structure, Compute compute) {
    Step step = new Step("layer", new Dense(width).withoutBias(), List.of(X));
    Network plain =
        new Network("trial", List.of(InputSpec.of(X, width)), List.of(step), List.of("layer"))
            .withInit(new Uniform(-0.1, 0.1));
    Network network = structure.map(s -> plain.parametrize("**/kernel", s)).orElse(plain);
    Tracing tracing = new Tracing(network);
    Phase phase = phase(network, tracing);
    List<Expr> leaves = tracing.variables().stream().map(Variable::leaf).toList();
    TfOptions where =
        TfOptions.standard().withDevice(compute.device()).withIntraThreads(compute.threads());
    session = TfSession.open(new Program(leaves, List.of(phase)), where);
    session.write(Start.of(network, tracing.variables(), 7));
    runner = session.runner(PHASE);
    runner.input(X).set(waves(batch, width, 0.7));
    runner.input(DY).set(waves(batch, width, 0.3));
  }

  private static Phase phase(Network network, Tracing tracing) {
    Trace trace = new Trace(tracing, PHASE, true);
    Map<String, Expr> in = network.leaves();
    Expr y = network.call(trace, in).get("layer");
    Expr dy = Leaf.input(DY, y.type());
    Expr stored = tracing.variable("trial/layer/kernel").leaf();
    List<Expr> slopes =
        Gradient.ofAll(List.of(y), List.of(dy), List.of(in.get(X), stored), Rules.NONE);
    Map<String, Expr> outputs = new LinkedHashMap<>();
    outputs.put("y", first(y));
    outputs.put("dx", first(slopes.get(0)));
    outputs.put("dw", first(slopes.get(1)));
    return new Phase(PHASE, List.of(in.get(X), dy), outputs, Map.of());
  }

  private static Expr first(Expr e) {
    while (e.shape().rank() > 0) e = e.get(0);
    return e;
  }

  private static Tensor waves(int rows, int columns, double step) {
    Nd values = Nd.zeros(rows, columns);
    for (int i = 0; i < values.size(); i++) values.data()[i] = Math.sin(step * i);
    return Tensor.of(DType.FLOAT32, values);
  }

  /** Computes everything once; the first element of x·W. */
  public double run() {
    runner.run();
    return runner.number("y");
  }

  /** Number of TensorFlow ops it makes use of. */
  public int ops() {
    return (int) session.graphText(PHASE).lines().filter(l -> l.startsWith("%")).count();
  }

  @Override
  public void close() {
    runner.close();
    session.close();
  }
}
