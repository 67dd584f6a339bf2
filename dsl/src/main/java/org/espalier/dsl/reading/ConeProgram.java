package org.espalier.dsl.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.espalier.dsl.expr.Elementwise;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.Binary;
import org.espalier.dsl.op.Cast;
import org.espalier.dsl.op.Unary;

/** An elementwise computation made ready to run at many points at once. */
final class ConeProgram {
  private final int sources;
  private final List<Double> constants = new ArrayList<>();
  private final List<Elementwise> ops = new ArrayList<>();
  private final List<int[]> inputs = new ArrayList<>();
  private final Map<Expr, Integer> places = new HashMap<>();
  private final Map<Double, Integer> constantPlaces = new HashMap<>();

  /**
   * @param nodes the ops, inputs first
   * @param sources what varies, in the order in which {@link #run} is given their values
   * @param constant the number that an expression always is, or {@code null}
   * @param self the expression that one is a view of
   */
  ConeProgram(
      List<Node> nodes,
      List<Expr> sources,
      Function<Expr, Double> constant,
      Function<Expr, Expr> self) {
    this.sources = sources.size();
    for (Expr s : sources) places.put(s, places.size());
    for (Node node : nodes) {
      for (Expr in : node.inputs()) {
        Double c = constant.apply(in);
        if (c != null && !constantPlaces.containsKey(c)) {
          constantPlaces.put(c, sources.size() + constants.size());
          constants.add(c);
        }
      }
    }
    for (Node node : nodes) {
      int[] from = new int[node.inputs().size()];
      for (int i = 0; i < from.length; i++) {
        Double c = constant.apply(node.input(i));
        from[i] = c != null ? constantPlaces.get(c) : places.get(self.apply(node.input(i)));
      }
      places.put(node.output(0), this.sources + constants.size() + ops.size());
      ops.add((Elementwise) node.op());
      inputs.add(from);
    }
  }

  /** Where an expression's values stand in what {@link #run} returns. */
  int place(Expr e) {
    return places.get(e);
  }

  /** Values of sources, constants and ops at n points. */
  double[][] run(double[][] at, int n) {
    int first = sources + constants.size();
    double[][] values = new double[first + ops.size()][];
    for (int s = 0; s < sources; s++) values[s] = at[s];
    for (int c = 0; c < constants.size(); c++) {
      values[sources + c] = new double[n];
      Arrays.fill(values[sources + c], constants.get(c));
    }
    for (int k = 0; k < ops.size(); k++) {
      int[] from = inputs.get(k);
      double[] args = new double[from.length];
      double[] out = new double[n];
      for (int j = 0; j < n; j++) {
        for (int i = 0; i < args.length; i++) args[i] = values[from[i]][j];
        out[j] = ops.get(k).apply(args);
      }
      values[first + k] = out;
    }
    return values;
  }

  /** True when between two points some op that a source reaches takes another branch. */
  boolean branches(double[][] values, int a, int b, boolean[] reached) {
    int first = sources + constants.size();
    for (int k = 0; k < ops.size(); k++) {
      if (!reached[first + k]) continue;
      int[] from = inputs.get(k);
      Elementwise op = ops.get(k);
      if (op instanceof Unary u && differs(u, values, from, first + k, a, b)) return true;
      if (op instanceof Binary o && differs(o, values, from, first + k, a, b)) return true;
      if (op instanceof Cast c
          && !c.to().isFloat()
          && values[first + k][a] != values[first + k][b]) {
        return true;
      }
    }
    return false;
  }

  private static boolean differs(Unary u, double[][] v, int[] from, int out, int a, int b) {
    double[] x = v[from[0]];
    return switch (u) {
      case RELU, ABS -> x[a] > 0 != x[b] > 0;
      case SIGN, FLOOR, CEIL, ROUND, NOT, IS_FINITE, IS_NAN -> v[out][a] != v[out][b];
      default -> false;
    };
  }

  private static boolean differs(Binary o, double[][] v, int[] from, int out, int a, int b) {
    double[] x = v[from[0]];
    double[] y = v[from[1]];
    if (o.truth()) return v[out][a] != v[out][b];
    return switch (o) {
      case MAX, MIN -> x[a] > y[a] != x[b] > y[b];
      case MOD -> Math.floor(x[a] / y[a]) != Math.floor(x[b] / y[b]);
      case FLOOR_DIV -> v[out][a] != v[out][b];
      default -> false;
    };
  }

  /** For each place, whether a source reaches it: only those of {@code which}, and no other. */
  boolean[] reachedBy(boolean[] which) {
    int first = sources + constants.size();
    boolean[] reached = new boolean[first + ops.size()];
    boolean[] spoiled = new boolean[reached.length];
    for (int s = 0; s < sources; s++) {
      reached[s] = which[s];
      spoiled[s] = !which[s];
    }
    for (int k = 0; k < ops.size(); k++) {
      for (int i : inputs.get(k)) {
        reached[first + k] |= reached[i];
        spoiled[first + k] |= spoiled[i];
      }
    }
    for (int i = 0; i < reached.length; i++) reached[i] &= !spoiled[i];
    return reached;
  }
}
