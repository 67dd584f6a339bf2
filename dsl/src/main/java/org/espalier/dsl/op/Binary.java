package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Broadcast;
import org.espalier.dsl.expr.Elementwise;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.DType;

/** Elementwise functions of two arguments, broadcast against each other. */
public enum Binary implements Elementwise {
  /** a + b. */
  ADD(Double::sum, Trend.INCREASING, Trend.INCREASING, (a, b, y, g) -> g, (a, b, y, g) -> g),
  /** a − b. */
  SUB(
      (a, b) -> a - b,
      Trend.INCREASING,
      Trend.DECREASING,
      (a, b, y, g) -> g,
      (a, b, y, g) -> g.unaryMinus()),
  /** a·b. */
  MUL(
      (a, b) -> a * b,
      Trend.NONE,
      Trend.NONE,
      (a, b, y, g) -> g.times(b),
      (a, b, y, g) -> g.times(a)),
  /** a/b of floats; whole numbers take {@link #FLOOR_DIV}. */
  DIV(
      (a, b) -> a / b,
      Trend.NONE,
      Trend.NONE,
      (a, b, y, g) -> g.div(b),
      (a, b, y, g) -> g.times(y).div(b).unaryMinus()),
  /** aᵇ; no derivative to b where a ≤ 0. */
  POW(
      Math::pow,
      Trend.NONE,
      Trend.NONE,
      (a, b, y, g) -> g.times(b).times(a.pow(b.minus(1))),
      (a, b, y, g) -> g.times(y).times(a.gt(0).where(a, a.onesLike()).log())),
  /** The larger; at a tie the derivative goes to a. NaN wins. */
  MAX(
      Math::max,
      Trend.INCREASING,
      Trend.INCREASING,
      (a, b, y, g) -> a.ge(b).where(g, g.zerosLike()),
      (a, b, y, g) -> a.lt(b).where(g, g.zerosLike())),
  /** The smaller; at a tie the derivative goes to a. NaN wins. */
  MIN(
      Math::min,
      Trend.INCREASING,
      Trend.INCREASING,
      (a, b, y, g) -> a.le(b).where(g, g.zerosLike()),
      (a, b, y, g) -> a.gt(b).where(g, g.zerosLike())),
  /** a − b·⌊a/b⌋: the sign of b. */
  MOD(
      (a, b) -> a - b * Math.floor(a / b),
      Trend.NONE,
      Trend.NONE,
      (a, b, y, g) -> g,
      (a, b, y, g) -> g.times(a.div(b).floor()).unaryMinus()),
  /** ⌊a/b⌋. */
  FLOOR_DIV((a, b) -> Math.floor(a / b), Trend.NONE, Trend.NONE, null, null),
  /** a = b. */
  EQ((a, b) -> a == b ? 1 : 0, Trend.NONE, Trend.NONE, null, null),
  /** a ≠ b. */
  NE((a, b) -> a != b ? 1 : 0, Trend.NONE, Trend.NONE, null, null),
  /** a &lt; b. */
  LT((a, b) -> a < b ? 1 : 0, Trend.DECREASING, Trend.INCREASING, null, null),
  /** a ≤ b. */
  LE((a, b) -> a <= b ? 1 : 0, Trend.DECREASING, Trend.INCREASING, null, null),
  /** a &gt; b. */
  GT((a, b) -> a > b ? 1 : 0, Trend.INCREASING, Trend.DECREASING, null, null),
  /** a ≥ b. */
  GE((a, b) -> a >= b ? 1 : 0, Trend.INCREASING, Trend.DECREASING, null, null),
  /** Both. */
  AND((a, b) -> a * b, Trend.INCREASING, Trend.INCREASING, null, null),
  /** Either. */
  OR(Math::max, Trend.INCREASING, Trend.INCREASING, null, null);

  private interface Derivative {
    Expr of(Expr a, Expr b, Expr y, Expr g);
  }

  private final DoubleBinaryOperator f;
  private final Trend first;
  private final Trend second;
  private final Derivative toFirst;
  private final Derivative toSecond;

  Binary(
      DoubleBinaryOperator f, Trend first, Trend second, Derivative toFirst, Derivative toSecond) {
    this.f = f;
    this.first = first;
    this.second = second;
    this.toFirst = toFirst;
    this.toSecond = toSecond;
  }

  /** This function of two expressions; two constants fold, and neutral constants vanish. */
  public Expr of(Expr a, Expr b) {
    if (this == DIV) result(List.of(a.dtype(), b.dtype()));
    double va = Constant.valueOf(a);
    double vb = Constant.valueOf(b);
    boolean float64OrInt = a.dtype() != DType.FLOAT32;
    if (a.dtype() == b.dtype() && a.dtype() != DType.BOOL && ordinal() <= MIN.ordinal()) {
      if (!Double.isNaN(va) && !Double.isNaN(vb) && (float64OrInt || exact(va, vb))) {
        return Constant.of(a.dtype(), f.applyAsDouble(va, vb));
      }
      if (neutralRight(vb) && b.shape().rank() <= a.shape().rank()) return a;
      if (neutralLeft(va) && a.shape().rank() <= b.shape().rank()) return b;
    }
    return Node.of(this, List.of(a, b)).output(0);
  }

  private boolean exact(double a, double b) {
    double y = f.applyAsDouble(a, b);
    return (float) a == a && (float) b == b && (float) y == y;
  }

  private boolean neutralRight(double b) {
    return switch (this) {
      case SUB -> b == 0 && 1 / b > 0;
      case MUL, DIV, POW -> b == 1;
      default -> false;
    };
  }

  private boolean neutralLeft(double a) {
    return this == MUL && a == 1;
  }

  /** True for comparisons and logic: the result is bool. */
  public boolean truth() {
    return ordinal() >= EQ.ordinal();
  }

  @Override
  public String opName() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public double apply(double[] args) {
    return f.applyAsDouble(args[0], args[1]);
  }

  @Override
  public Trend trend(int input) {
    return input == 0 ? first : second;
  }

  @Override
  public DType result(List<DType> inputs) {
    DType in = Elementwise.super.result(inputs);
    boolean logic = this == AND || this == OR;
    boolean fits = logic ? in == DType.BOOL : this == EQ || this == NE || in != DType.BOOL;
    if (!fits) {
      throw new ShapeMismatch(opName(), logic ? "bool" : "numbers (cast them)", in.toString());
    }
    if (this == DIV && in.isInt()) {
      String floats = "floats (cast them, or use Binary.FLOOR_DIV for whole quotients)";
      throw new ShapeMismatch(opName(), floats, in.toString());
    }
    return truth() ? DType.BOOL : in;
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    if (toFirst == null) return Arrays.asList(null, null);
    Expr a = node.input(0);
    Expr b = node.input(1);
    Expr y = node.output(0);
    return Arrays.asList(
        Broadcast.undo(toFirst.of(a, b, y, dy), a.shape()),
        b.node().op() instanceof Constant
            ? null
            : Broadcast.undo(toSecond.of(a, b, y, dy), b.shape()));
  }
}
