package org.espalier.dsl.expr;

import java.util.List;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.op.Binary;
import org.espalier.dsl.op.BroadcastTo;
import org.espalier.dsl.op.Cast;
import org.espalier.dsl.op.Constant;
import org.espalier.dsl.op.MatMul;
import org.espalier.dsl.op.Reduce;
import org.espalier.dsl.op.Reshape;
import org.espalier.dsl.op.Slice;
import org.espalier.dsl.op.StopGradient;
import org.espalier.dsl.op.Transpose;
import org.espalier.dsl.op.Unary;
import org.espalier.dsl.op.Where;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * A typed expression of tensor ops: one output of one {@link Node}. Its type is known as it is
 * built; a misfit throws {@link ShapeMismatch} at once. Compared by identity; equal subexpressions
 * are the same object. Elementwise methods broadcast. Further ops: {@link org.espalier.dsl.op.Ops}
 * (arrays) and {@link org.espalier.dsl.op.Nn} (networks).
 */
public final class Expr {
  private final Node node;
  private final int index;
  private final Type type;

  Expr(Node node, int index, Type type) {
    this.node = node;
    this.index = index;
    this.type = type;
  }

  /** The op application this is an output of. */
  public Node node() {
    return node;
  }

  /** Which output. */
  public int index() {
    return index;
  }

  /** Element type and shape. */
  public Type type() {
    return type;
  }

  /** Shape; axes may be named unknowns. */
  public Shape shape() {
    return type.shape();
  }

  /** Element type. */
  public DType dtype() {
    return type.dtype();
  }

  /** A number of this element type. */
  public Expr constant(double value) {
    return Constant.of(dtype(), value);
  }

  /** Zeros of this type. */
  public Expr zerosLike() {
    return constant(0).broadcastTo(shape());
  }

  /** Ones of this type. */
  public Expr onesLike() {
    return constant(1).broadcastTo(shape());
  }

  /** Sum. */
  public Expr plus(Expr other) {
    return Binary.ADD.of(this, other);
  }

  /** Sum. */
  public Expr plus(double other) {
    return plus(constant(other));
  }

  /** Difference. */
  public Expr minus(Expr other) {
    return Binary.SUB.of(this, other);
  }

  /** Difference. */
  public Expr minus(double other) {
    return minus(constant(other));
  }

  /** Elementwise product. */
  public Expr times(Expr other) {
    return Binary.MUL.of(this, other);
  }

  /** Product with a number. */
  public Expr times(double other) {
    return times(constant(other));
  }

  /** Quotient. */
  public Expr div(Expr other) {
    return Binary.DIV.of(this, other);
  }

  /** Quotient. */
  public Expr div(double other) {
    return div(constant(other));
  }

  /** Remainder with the sign of the divisor. */
  public Expr rem(Expr other) {
    return Binary.MOD.of(this, other);
  }

  /** Power. */
  public Expr pow(Expr exponent) {
    return Binary.POW.of(this, exponent);
  }

  /** Power; 2 is a square. */
  public Expr pow(double exponent) {
    return exponent == 2 ? square() : pow(constant(exponent));
  }

  /** The larger. */
  public Expr max(Expr other) {
    return Binary.MAX.of(this, other);
  }

  /** The larger. */
  public Expr max(double other) {
    return max(constant(other));
  }

  /** The smaller. */
  public Expr min(Expr other) {
    return Binary.MIN.of(this, other);
  }

  /** The smaller. */
  public Expr min(double other) {
    return min(constant(other));
  }

  /** Negation. */
  public Expr unaryMinus() {
    return Unary.NEG.of(this);
  }

  /** |x|. */
  public Expr abs() {
    return Unary.ABS.of(this);
  }

  /** eˣ. */
  public Expr exp() {
    return Unary.EXP.of(this);
  }

  /** eˣ − 1. */
  public Expr expm1() {
    return Unary.EXPM1.of(this);
  }

  /** Natural logarithm. */
  public Expr log() {
    return Unary.LOG.of(this);
  }

  /** log(1 + x). */
  public Expr log1p() {
    return Unary.LOG1P.of(this);
  }

  /** Square root. */
  public Expr sqrt() {
    return Unary.SQRT.of(this);
  }

  /** 1/√x. */
  public Expr rsqrt() {
    return Unary.RSQRT.of(this);
  }

  /** x². */
  public Expr square() {
    return Unary.SQUARE.of(this);
  }

  /** 1/x. */
  public Expr reciprocal() {
    return Unary.RECIPROCAL.of(this);
  }

  /** Sine. */
  public Expr sin() {
    return Unary.SIN.of(this);
  }

  /** Cosine. */
  public Expr cos() {
    return Unary.COS.of(this);
  }

  /** Hyperbolic tangent. */
  public Expr tanh() {
    return Unary.TANH.of(this);
  }

  /** 1/(1 + e⁻ˣ). */
  public Expr sigmoid() {
    return Unary.SIGMOID.of(this);
  }

  /** log(1 + eˣ). */
  public Expr softplus() {
    return Unary.SOFTPLUS.of(this);
  }

  /** max(x, 0). */
  public Expr relu() {
    return Unary.RELU.of(this);
  }

  /** Gauss error function. */
  public Expr erf() {
    return Unary.ERF.of(this);
  }

  /** −1, 0 or 1. */
  public Expr sign() {
    return Unary.SIGN.of(this);
  }

  /** Rounded down. */
  public Expr floor() {
    return Unary.FLOOR.of(this);
  }

  /** Rounded to the nearest, halves to even. */
  public Expr round() {
    return Unary.ROUND.of(this);
  }

  /** Logical negation of a bool. */
  public Expr not() {
    return Unary.NOT.of(this);
  }

  /** Whether neither NaN nor infinite. */
  public Expr isFinite() {
    return Unary.IS_FINITE.of(this);
  }

  /** Equal; bool. */
  public Expr eq(Expr other) {
    return Binary.EQ.of(this, other);
  }

  /** Less; bool. */
  public Expr lt(Expr other) {
    return Binary.LT.of(this, other);
  }

  /** Less; bool. */
  public Expr lt(double other) {
    return lt(constant(other));
  }

  /** Less or equal; bool. */
  public Expr le(Expr other) {
    return Binary.LE.of(this, other);
  }

  /** Greater; bool. */
  public Expr gt(Expr other) {
    return Binary.GT.of(this, other);
  }

  /** Greater; bool. */
  public Expr gt(double other) {
    return gt(constant(other));
  }

  /** Greater or equal; bool. */
  public Expr ge(Expr other) {
    return Binary.GE.of(this, other);
  }

  /** Greater or equal; bool. */
  public Expr ge(double other) {
    return ge(constant(other));
  }

  /** Both true; bool. */
  public Expr and(Expr other) {
    return Binary.AND.of(this, other);
  }

  /** Either true; bool. */
  public Expr or(Expr other) {
    return Binary.OR.of(this, other);
  }

  /** For a bool: {@code yes} where true, {@code no} elsewhere; broadcast. */
  public Expr where(Expr yes, Expr no) {
    return Node.of(new Where(), List.of(this, yes, no)).output(0);
  }

  /** The same values with another element type. */
  public Expr cast(DType to) {
    return to == dtype() ? this : Node.of(new Cast(to), List.of(this)).output(0);
  }

  /** Sum over axes (none given: all); the axes vanish. */
  public Expr sum(int... axes) {
    return Reduce.of(Reduce.How.SUM, this, false, axes);
  }

  /** Mean over axes (none given: all); the axes vanish. */
  public Expr mean(int... axes) {
    return Reduce.of(Reduce.How.MEAN, this, false, axes);
  }

  /** Largest over axes (none given: all); the axes vanish. */
  public Expr maxOver(int... axes) {
    return Reduce.of(Reduce.How.MAX, this, false, axes);
  }

  /** Smallest over axes (none given: all); the axes vanish. */
  public Expr minOver(int... axes) {
    return Reduce.of(Reduce.How.MIN, this, false, axes);
  }

  /** Matrix product of the last two axes; leading axes broadcast. */
  public Expr matmul(Expr other) {
    return MatMul.of(this, other);
  }

  /** Axes in another order (none given: reversed). */
  public Expr transpose(int... order) {
    return Transpose.of(this, order);
  }

  /** The same elements under another shape of equal size. */
  public Expr reshape(Shape shape) {
    return Reshape.of(this, shape);
  }

  /** The same elements under another shape; one axis may be −1, and is found. */
  public Expr reshape(long... sizes) {
    return Reshape.of(this, sizes);
  }

  /** Stretched to a shape. */
  public Expr broadcastTo(Shape shape) {
    return BroadcastTo.of(this, shape);
  }

  /** A new axis of size 1 at a position (negative counts from the end). */
  public Expr expand(int axis) {
    return reshape(shape().insert(axis, Dim.of(1)));
  }

  /** Without an axis of size 1. */
  public Expr squeeze(int axis) {
    return reshape(shape().without(axis));
  }

  /** The slice at one place of axis 0 (negative counts from the end); that axis vanishes. */
  public Expr get(long place) {
    return Slice.of(this, 0, place, place == -1 ? Slice.END : place + 1, 1).squeeze(0);
  }

  /** Places {@code from} to {@code to} (exclusive) of an axis; negative counts from the end. */
  public Expr slice(int axis, long from, long to) {
    return Slice.of(this, axis, from, to, 1);
  }

  /** The same value; no derivative flows through it. */
  public Expr stopGradient() {
    return StopGradient.of(this);
  }

  @Override
  public String toString() {
    String which = index == 0 ? "" : ":" + index;
    return "%" + node.id() + which + " " + node.op().opName() + " " + type;
  }
}
