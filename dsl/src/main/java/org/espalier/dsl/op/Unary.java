package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Elementwise;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.DType;
import org.hipparchus.special.Erf;
import org.hipparchus.util.FastMath;

/** Elementwise functions of one argument. Derivatives are written in the argument x or value y. */
public enum Unary implements Elementwise {
  /** −x. */
  NEG(x -> -x, Trend.DECREASING, (x, y, dy) -> dy.unaryMinus()),
  /** |x|; derivative 0 at 0. */
  ABS(Math::abs, Trend.NONE, (x, y, dy) -> dy.times(x.sign())),
  /** eˣ. */
  EXP(Math::exp, Trend.INCREASING, (x, y, dy) -> dy.times(y)),
  /** eˣ − 1, exact near 0. */
  EXPM1(Math::expm1, Trend.INCREASING, (x, y, dy) -> dy.times(y.plus(1))),
  /** Natural logarithm; NaN below 0. */
  LOG(Math::log, Trend.INCREASING, (x, y, dy) -> dy.div(x)),
  /** log(1 + x), exact near 0. */
  LOG1P(Math::log1p, Trend.INCREASING, (x, y, dy) -> dy.div(x.plus(1))),
  /** Square root; NaN below 0. */
  SQRT(Math::sqrt, Trend.INCREASING, (x, y, dy) -> dy.times(0.5).div(y)),
  /** 1/√x. */
  RSQRT(
      x -> 1 / Math.sqrt(x),
      Trend.DECREASING,
      (x, y, dy) -> dy.times(-0.5).times(y.times(y).times(y))),
  /** x². */
  SQUARE(x -> x * x, Trend.NONE, (x, y, dy) -> dy.times(x.times(2))),
  /** 1/x. */
  RECIPROCAL(x -> 1 / x, Trend.NONE, (x, y, dy) -> dy.times(y.square()).unaryMinus()),
  /** Sine. */
  SIN(Math::sin, Trend.NONE, (x, y, dy) -> dy.times(x.cos())),
  /** Cosine. */
  COS(Math::cos, Trend.NONE, (x, y, dy) -> dy.times(x.sin()).unaryMinus()),
  /** Tangent. */
  TAN(Math::tan, Trend.NONE, (x, y, dy) -> dy.times(y.square().plus(1))),
  /** Inverse tangent. */
  ATAN(Math::atan, Trend.INCREASING, (x, y, dy) -> dy.div(x.square().plus(1))),
  /** Hyperbolic tangent. */
  TANH(Math::tanh, Trend.INCREASING, (x, y, dy) -> UnaryGrad.TANH.of(y, dy)),
  /** 1/(1 + e⁻ˣ). */
  SIGMOID(Unary::sigmoid, Trend.INCREASING, (x, y, dy) -> UnaryGrad.SIGMOID.of(y, dy)),
  /** log(1 + eˣ), without overflow. */
  SOFTPLUS(
      x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))),
      Trend.INCREASING,
      (x, y, dy) -> dy.times(x.sigmoid())),
  /** max(x, 0); derivative 0 at 0. */
  RELU(
      x -> Double.isNaN(x) ? x : Math.max(x, 0.0),
      Trend.INCREASING,
      (x, y, dy) -> UnaryGrad.RELU.of(y, dy)),
  /** Gauss error function. */
  ERF(
      Unary::erf,
      Trend.INCREASING,
      (x, y, dy) -> dy.times(x.square().unaryMinus().exp()).times(2 / Math.sqrt(Math.PI))),
  /** The number whose {@link #ERF} is x; infinite at ±1, NaN beyond. */
  ERFINV(
      x -> Erf.erfInv(x),
      Trend.INCREASING,
      (x, y, dy) -> dy.times(y.square().exp()).times(Math.sqrt(Math.PI) / 2)),
  /** Hyperbolic sine. */
  SINH(Math::sinh, Trend.INCREASING, (x, y, dy) -> dy.times(Unary.cosh(x))),
  /** Hyperbolic cosine. */
  COSH(Math::cosh, Trend.NONE, (x, y, dy) -> dy.times(SINH.of(x))),
  /** Inverse hyperbolic sine. */
  ASINH(FastMath::asinh, Trend.INCREASING, (x, y, dy) -> dy.times(x.square().plus(1).rsqrt())),
  /** −1, 0 or 1. */
  SIGN(x -> Double.isNaN(x) ? x : Math.signum(x), Trend.INCREASING, null),
  /** Largest whole number not above x. */
  FLOOR(Math::floor, Trend.INCREASING, null),
  /** Smallest whole number not below x. */
  CEIL(Math::ceil, Trend.INCREASING, null),
  /** Nearest whole number, halves to even. */
  ROUND(Math::rint, Trend.INCREASING, null),
  /** Logical negation. */
  NOT(x -> 1 - x, Trend.DECREASING, null),
  /** True for neither NaN nor infinite. */
  IS_FINITE(x -> Double.isFinite(x) ? 1 : 0, Trend.NONE, null),
  /** True for NaN. */
  IS_NAN(x -> Double.isNaN(x) ? 1 : 0, Trend.NONE, null);

  private interface Derivative {
    Expr of(Expr x, Expr y, Expr dy);
  }

  private final DoubleUnaryOperator f;
  private final Trend trend;
  private final Derivative derivative;

  Unary(DoubleUnaryOperator f, Trend trend, Derivative derivative) {
    this.f = f;
    this.trend = trend;
    this.derivative = derivative;
  }

  /** This function of {@code x}. */
  public Expr of(Expr x) {
    return Node.of(this, List.of(x)).output(0);
  }

  /** This function of a number. */
  public double of(double x) {
    return f.applyAsDouble(x);
  }

  @Override
  public String opName() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  @Override
  public double apply(double[] args) {
    return f.applyAsDouble(args[0]);
  }

  @Override
  public Trend trend(int input) {
    return trend;
  }

  @Override
  public DType result(List<DType> inputs) {
    DType in = inputs.get(0);
    boolean fits =
        switch (this) {
          case NOT -> in == DType.BOOL;
          case NEG, ABS, SQUARE, SIGN -> in != DType.BOOL;
          default -> in.isFloat();
        };
    if (!fits) {
      String needs = this == NOT ? "bool" : "numbers with a fraction (cast to a float type)";
      throw new ShapeMismatch(opName(), needs, in.toString());
    }
    return this == IS_FINITE || this == IS_NAN ? DType.BOOL : in;
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    return Arrays.asList(
        derivative == null ? null : derivative.of(node.input(0), node.output(0), dy));
  }

  private static double sigmoid(double x) {
    if (x >= 0) return 1 / (1 + Math.exp(-x));
    double e = Math.exp(x);
    return e / (1 + e);
  }

  /** Enum constants may not name later ones. */
  private static Expr cosh(Expr x) {
    return COSH.of(x);
  }

  private static double erf(double x) {
    return Double.isNaN(x) ? x : Erf.erf(x);
  }
}
