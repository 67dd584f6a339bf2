package org.espalier.dsl.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every op must keep: its derivative rules equal finite differences, of first and second
 * order.
 */
class OpContractTest {
  static Stream<OpCase> cases() {
    return OpCatalog.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theGradientEqualsFiniteDifferences(OpCase c) {
    Traced t = new Traced(c);
    List<Expr> grads = Gradient.of(t.scalar, t.floats);
    t.compare(t.scalar, grads, 2e-6);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theSecondDerivativeEqualsFiniteDifferences(OpCase c) {
    if (!c.smooth()) return;
    Traced t = new Traced(c);
    List<Expr> grads = Gradient.of(t.scalar, t.floats);
    Expr mixed = null;
    for (int i = 0; i < grads.size(); i++) {
      Expr term = grads.get(i).times(t.weights(grads.get(i).shape(), i + 2)).sum();
      mixed = mixed == null ? term : mixed.plus(term);
    }
    t.compare(mixed, Gradient.of(mixed, t.floats), 1e-5);
  }

  /** A case traced on fresh leaves and folded to one number with uneven weights. */
  private static final class Traced {
    private final Map<Expr, Nd> given = new HashMap<>();
    private final List<Expr> floats = new ArrayList<>();
    private final Expr scalar;

    Traced(OpCase c) {
      List<Expr> args = new ArrayList<>();
      for (int i = 0; i < c.inputs().size(); i++) {
        Nd value = c.inputs().get(i);
        Expr arg = Leaf.input("in" + i, new Type(c.dtypes().get(i), Shape.of(value.dims())));
        args.add(arg);
        given.put(arg, value);
        if (c.dtypes().get(i) == DType.FLOAT64) floats.add(arg);
      }
      Expr y = c.build().apply(args);
      assertThat(y.dtype()).isEqualTo(DType.FLOAT64);
      scalar = y.times(weights(y.shape(), 1)).sum();
    }

    Expr weights(Shape shape, int salt) {
      Nd w = Nd.zeros(shape.toArray());
      for (int i = 0; i < w.size(); i++) w.data()[i] = Math.cos(1.1 * i + salt) + 0.2;
      return Literal.of(org.espalier.dsl.tensor.Tensor.of(DType.FLOAT64, w));
    }

    void compare(Expr y, List<Expr> grads, double tolerance) {
      List<Nd> analytic = Evaluation.of(grads, given);
      for (int k = 0; k < floats.size(); k++) {
        Nd at = given.get(floats.get(k));
        assertThat(analytic.get(k).dims()).isEqualTo(at.dims());
        for (int i = 0; i < at.size(); i++) {
          double expected = slope(y, floats.get(k), at, i);
          assertThat(analytic.get(k).data()[i])
              .as("d/d input %d [%d]", k, i)
              .isCloseTo(expected, within(tolerance * (1 + Math.abs(expected))));
        }
      }
    }

    private double slope(Expr y, Expr leaf, Nd at, int i) {
      double h = 1e-5;
      return (shifted(y, leaf, at, i, h) - shifted(y, leaf, at, i, -h)) / (2 * h);
    }

    private double shifted(Expr y, Expr leaf, Nd at, int i, double h) {
      double[] moved = at.data().clone();
      moved[i] += h;
      Map<Expr, Nd> inputs = new HashMap<>(given);
      inputs.put(leaf, new Nd(at.dims(), moved));
      return Evaluation.of(y, inputs).item();
    }
  }
}
