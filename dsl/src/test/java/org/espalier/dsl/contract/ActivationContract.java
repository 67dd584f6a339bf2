package org.espalier.dsl.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.activation.Formula;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

/**
 * What every elementwise activation must keep, beside the contract of a layer. Say {@code
 * subject(activation)}, {@code at(x, y)} for known values and {@code slope(x, dydx)} for known
 * derivatives.
 */
public abstract class ActivationContract extends LayerContract {
  private static final double TOLERANCE = 1e-9;

  private final List<double[]> points = new ArrayList<>();
  private final List<double[]> slopes = new ArrayList<>();

  {
    takes(2, 3);
    gives(2, 3);
  }

  /** A known value. */
  protected final void at(double x, double y) {
    points.add(new double[] {x, y});
  }

  /** A known derivative. */
  protected final void slope(double x, double dydx) {
    slopes.add(new double[] {x, dydx});
  }

  private Nd[] valueAndSlope(double... x) {
    Expr in = Leaf.input("x", Type.of(DType.FLOAT64, x.length));
    Expr y = ((Formula) subject()).of(in);
    List<Nd> found = Evaluation.of(List.of(y, Gradient.of(y.sum(), in)), Map.of(in, Nd.of(x)));
    return found.toArray(new Nd[0]);
  }

  @Test
  void knownValuesComeOut() {
    assertThat(points).isNotEmpty();
    for (double[] p : points) {
      assertThat(valueAndSlope(p[0])[0].item())
          .as("f(%s)", p[0])
          .isCloseTo(p[1], within(TOLERANCE));
    }
    for (double[] p : slopes) {
      assertThat(valueAndSlope(p[0])[1].item())
          .as("f'(%s)", p[0])
          .isCloseTo(p[1], within(TOLERANCE));
    }
  }

  @Test
  void valueAndSlopeAreFiniteFarOut() {
    for (Nd nd : valueAndSlope(-1e4, -1e3, -100, -1e-300, 0, -0.0, 1e-300, 100, 1e3, 1e4)) {
      assertThat(Arrays.stream(nd.data())).allMatch(Double::isFinite);
    }
  }

  @Test
  void nanStaysNan() {
    assertThat(valueAndSlope(Double.NaN)[0].item()).isNaN();
  }

  @Test
  void everyRankFits() {
    for (long[] dims : new long[][] {{}, {3}, {2, 3, 1, 2}}) {
      Expr x = Leaf.input("x", Type.of(DType.FLOAT32, dims));
      assertThat(((Formula) subject()).of(x).type()).isEqualTo(x.type());
    }
  }
}
