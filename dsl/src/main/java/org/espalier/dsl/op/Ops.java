package org.espalier.dsl.op;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.tensor.DType;

/** Array ops that do not read well as methods of {@link Expr}. */
public final class Ops {
  private Ops() {}

  /** A number. */
  public static Expr constant(DType dtype, double value) {
    return Constant.of(dtype, value);
  }

  /** Matrix product with either side transposed. */
  public static Expr matmul(Expr a, boolean transposeA, Expr b, boolean transposeB) {
    return MatMul.of(a, transposeA, b, transposeB);
  }

  /** Inputs joined along an axis. */
  public static Expr concat(int axis, java.util.List<Expr> inputs) {
    throw new UnsupportedOperationException("concat arrives with the array ops");
  }
}
