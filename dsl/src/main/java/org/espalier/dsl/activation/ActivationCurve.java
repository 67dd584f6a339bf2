package org.espalier.dsl.activation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Site;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * An activation's values and slopes, evaluated on doubles. Its own parameters, if it has any, are
 * as they start. One that mixes elements sees all points as the features of one example.
 *
 * @param x points, in any order
 * @param y f(x)
 * @param dydx ∂f(x)ᵢ/∂xᵢ
 */
public record ActivationCurve(double[] x, double[] y, double[] dydx) {
  private static final long SEED = 7;

  /** Reads an activation at some points. */
  public static ActivationCurve of(Activation activation, double... x) {
    int n = x.length;
    if (n == 0) throw new IllegalArgumentException("give at least one point");
    Type type = new Type(DType.FLOAT64, Shape.of(1, n));
    Expr in = Leaf.input("x", type);
    Expr seed = Leaf.input("seed", type);
    Network network =
        new Network(
                "curve",
                List.of(new InputSpec("x", type)),
                List.of(new Step("f", activation, List.of("x"))),
                List.of("f"))
            .withDtype(DType.FLOAT64);
    Tracing tracing = new Tracing(network);
    Context context = new Trace(tracing, "curve", false).context();
    Expr out = context.call("f", activation, in);
    Expr slope = Gradient.ofAll(List.of(out), List.of(seed), List.of(in), Rules.NONE).get(0);
    Map<Expr, Nd> given = new HashMap<>();
    given.put(in, new Nd(new long[] {1, n}, x.clone()));
    for (Variable v : tracing.variables()) given.put(v.leaf(), start(v));
    double[] slopes = new double[n];
    for (int i = 0; i < n; i++) {
      double[] one = new double[n];
      one[i] = 1;
      given.put(seed, new Nd(new long[] {1, n}, one));
      slopes[i] = slope == null ? 0 : Evaluation.of(slope, given).data()[i];
    }
    given.remove(seed);
    double[] y = Evaluation.of(out, given).data().clone();
    return new ActivationCurve(x.clone(), y, slopes);
  }

  private static Nd start(Variable v) {
    long[] dims = v.type().shape().toArray();
    return v.init().values(new Site(v.path(), dims, RandomSource.of(SEED, v.path(), "init")));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ActivationCurve c
        && Arrays.equals(x, c.x)
        && Arrays.equals(y, c.y)
        && Arrays.equals(dydx, c.dydx);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(x) + Arrays.hashCode(y)) + Arrays.hashCode(dydx);
  }

  @Override
  public String toString() {
    return "x "
        + Arrays.toString(x)
        + ", y "
        + Arrays.toString(y)
        + ", dy/dx "
        + Arrays.toString(dydx);
  }
}
