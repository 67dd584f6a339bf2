package org.espalier.dsl.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.init.Site;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;

/** A network traced once on fresh leaves, with values to evaluate it at on doubles. */
public final class TracedNetwork {
  /** What was traced. */
  public final Network network;

  /** Its variables. */
  public final Tracing tracing;

  /** Its updates, losses and taps. */
  public final Trace trace;

  /** The inputs. */
  public final Map<String, Expr> inputs;

  /** Its first output. */
  public final Expr output;

  /** Traces a network in one mode. */
  public TracedNetwork(Network network, boolean training) {
    this.network = network;
    this.tracing = new Tracing(network);
    this.trace = new Trace(tracing, training ? "train" : "evaluate", training);
    this.inputs = network.leaves();
    this.output = network.call(trace, inputs).get(network.outputs().get(0));
  }

  /** A network of float64 of one layer called {@code layer}; examples of these shapes go in. */
  public static Network around(Layer layer, List<long[]> examples) {
    List<InputSpec> specs = new ArrayList<>();
    for (int i = 0; i < examples.size(); i++) {
      InputSpec spec = InputSpec.of("in" + i, examples.get(i));
      specs.add(new InputSpec(spec.name(), spec.type().as(DType.FLOAT64)));
    }
    Step step = new Step("layer", layer, specs.stream().map(InputSpec::name).toList());
    return new Network("net", specs, List.of(step), List.of("layer")).withDtype(DType.FLOAT64);
  }

  /** The shapes of all weights, by path below the layer. */
  public Map<String, List<Long>> shapes(Variable.Role role) {
    Map<String, List<Long>> shapes = new LinkedHashMap<>();
    for (Variable v : tracing.variables()) {
      if (v.role() != role) continue;
      long[] dims = v.type().shape().toArray();
      shapes.put(
          v.path().substring("net/layer/".length()),
          java.util.Arrays.stream(dims).boxed().toList());
    }
    return shapes;
  }

  /** Leaves of the inputs and the weights. */
  public List<Expr> differentiable() {
    List<Expr> leaves = new ArrayList<>(inputs.values());
    for (Variable v : tracing.variables()) {
      if (v.role() == Variable.Role.WEIGHT) leaves.add(v.leaf());
    }
    return leaves;
  }

  /** Values for every leaf: inputs without ties, variables near their start, keys by name. */
  public Map<Expr, Nd> values(int batch) {
    Map<Expr, Nd> given = new HashMap<>();
    int salt = 0;
    for (Expr in : inputs.values()) {
      given.put(in, Slopes.values(salt++, in.shape().toArray(name -> batch)));
    }
    for (Variable v : tracing.variables()) {
      long[] dims = v.type().shape().toArray();
      RandomSource random = RandomSource.of(7, v.path(), "init");
      Nd start = v.init().values(new Site(v.path(), dims, random));
      boolean weight = v.role() == Variable.Role.WEIGHT;
      Nd moved = Slopes.values(salt++, dims);
      for (int i = 0; weight && i < moved.size(); i++) {
        moved.data()[i] = start.data()[i] + 0.1 * moved.data()[i];
      }
      given.put(v.leaf(), weight ? moved : start);
    }
    given.put(trace.step(), Nd.scalar(3));
    List<Expr> roots = new ArrayList<>(trace.updates().values());
    roots.addAll(trace.losses());
    roots.add(output);
    for (Node node : Walk.of(roots)) {
      Leaf leaf = Leaf.of(node.output(0));
      if (leaf != null && leaf.role() == Leaf.Role.STREAM) {
        given.put(node.output(0), Nd.of(Math.abs(leaf.name().hashCode()), 0, 0));
      }
    }
    return given;
  }

  /** The output's value. */
  public Nd evaluate(int batch) {
    return Evaluation.of(output, values(batch));
  }
}
