package org.espalier.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.Nd;

/** Comparisons with finite differences, and values to compare at. */
public final class Slopes {
  private Slopes() {}

  /** Deterministic values without ties, in about (−1.6, 1.6) and not near 0. */
  public static Nd values(int salt, long... dims) {
    Nd nd = Nd.zeros(dims);
    for (int i = 0; i < nd.size(); i++) {
      double v = Math.sin(1.7 * i + 0.3 + salt) * 1.3 + 0.31 * Math.cos(0.9 * i * i + salt);
      nd.data()[i] = Math.abs(v) < 0.05 ? v + 0.1 : v;
    }
    return nd;
  }

  /**
   * Demands that the derivative of Σ weights·y to each leaf equals central differences of y's
   * value.
   *
   * @param given values of all leaves, among them {@code leaves}
   */
  public static void check(Expr y, List<Expr> leaves, Map<Expr, Nd> given, double tolerance) {
    Expr weights = Leaf.argument("weights", y.type());
    Map<Expr, Nd> all = new HashMap<>(given);
    all.put(weights, values(11, Evaluation.of(y, given).dims()));
    Expr sum = y.times(weights).sum();
    List<Nd> slopes = Evaluation.of(Gradient.of(sum, leaves), all);
    for (int k = 0; k < leaves.size(); k++) {
      Nd at = all.get(leaves.get(k));
      assertThat(slopes.get(k).dims()).isEqualTo(at.dims());
      for (int i = 0; i < at.size(); i++) {
        double h = 1e-5;
        double up = shifted(sum, leaves.get(k), at, i, h, all);
        double down = shifted(sum, leaves.get(k), at, i, -h, all);
        double expected = (up - down) / (2 * h);
        assertThat(slopes.get(k).data()[i])
            .as("slope to %s [%d]", Leaf.of(leaves.get(k)).name(), i)
            .isCloseTo(expected, within(tolerance * (1 + Math.abs(expected))));
      }
    }
  }

  private static double shifted(Expr y, Expr leaf, Nd at, int i, double h, Map<Expr, Nd> given) {
    double[] moved = at.data().clone();
    moved[i] += h;
    Map<Expr, Nd> other = new HashMap<>(given);
    other.put(leaf, new Nd(at.dims(), moved));
    return Evaluation.of(y, other).item();
  }

  /** The ops and their wiring, by position: equal for two traces of the same computation. */
  public static List<String> wiring(List<Expr> roots) {
    Map<Node, Integer> places = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (Node node : Walk.of(roots)) {
      places.put(node, places.size());
      List<String> in =
          node.inputs().stream().map(e -> places.get(e.node()) + ":" + e.index()).toList();
      List<?> types = node.outputs().stream().map(Expr::type).toList();
      lines.add(node.op().opName() + in + types);
    }
    return lines;
  }
}
