package org.espalier.dsl.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.Nd;

/** A layer of one input at given weights: its output, and what an upstream gradient makes of it. */
public final class LayerSlopes {
  private final Map<String, Nd> found = new HashMap<>();

  /**
   * Evaluates a layer on doubles.
   *
   * @param weights by path below the layer, all of them
   * @param upstream cotangent of the output
   */
  public static LayerSlopes of(Layer layer, Nd x, Map<String, Nd> weights, Nd upstream) {
    long[] example = java.util.Arrays.copyOfRange(x.dims(), 1, x.dims().length);
    TracedNetwork t = new TracedNetwork(TracedNetwork.around(layer, List.of(example)), true);
    Expr in = t.inputs.get("in0");
    Map<Expr, Nd> given = new HashMap<>(Map.of(in, x));
    List<String> names = new ArrayList<>(List.of("x"));
    List<Expr> leaves = new ArrayList<>(List.of(in));
    for (Variable v : t.tracing.variables()) {
      names.add(v.path().substring("net/layer/".length()));
      leaves.add(v.leaf());
      given.put(v.leaf(), weights.get(names.get(names.size() - 1)));
    }
    Expr seed = Leaf.argument("upstream", t.output.type());
    given.put(seed, upstream);
    List<Expr> roots = new ArrayList<>(List.of(t.output));
    roots.addAll(Gradient.ofAll(List.of(t.output), List.of(seed), leaves, Rules.NONE));
    List<Nd> values = Evaluation.of(roots, given);
    LayerSlopes slopes = new LayerSlopes();
    slopes.found.put("y", values.get(0));
    for (int i = 0; i < names.size(); i++) slopes.found.put(names.get(i), values.get(i + 1));
    return slopes;
  }

  /** The output. */
  public double[] y() {
    return found.get("y").data();
  }

  /** The gradient to {@code x} or to a weight. */
  public double[] to(String name) {
    return found.get(name).data();
  }
}
