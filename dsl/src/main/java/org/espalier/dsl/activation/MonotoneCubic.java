package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Gather;
import org.espalier.dsl.op.Literal;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;

/** A rising function on an even grid: on each piece the cubic with given values and slopes. */
final class MonotoneCubic {
  private final double low;
  private final double step;
  private final double[][] coefficients;

  /**
   * The function through rising values. Slopes above three times that of a neighbouring chord are
   * lowered to it, with which no piece can fall (Fritsch and Carlson).
   *
   * @param low place of the first value
   * @param step from one value to the next
   */
  MonotoneCubic(double low, double step, double[] values, double[] slopes) {
    this.low = low;
    this.step = step;
    int pieces = values.length - 1;
    coefficients = new double[4][pieces];
    for (int k = 0; k < pieces; k++) {
      double rise = values[k + 1] - values[k];
      double from = Math.min(3 * rise, step * slopes[k]);
      double to = Math.min(3 * rise, step * slopes[k + 1]);
      coefficients[0][k] = values[k];
      coefficients[1][k] = from;
      coefficients[2][k] = 3 * rise - 2 * from - to;
      coefficients[3][k] = from + to - 2 * rise;
    }
  }

  /** The function; every element must lie on the grid. */
  Expr of(Expr x) {
    Expr place = x.minus(low).times(1 / step);
    Expr piece = place.floor().max(0).min(coefficients[0].length - 1);
    Expr rest = place.minus(piece.stopGradient());
    Expr index = piece.cast(DType.INT32);
    Expr y = coefficient(3, index, x.dtype());
    for (int c = 2; c >= 0; c--) y = y.times(rest).plus(coefficient(c, index, x.dtype()));
    return y;
  }

  private Expr coefficient(int power, Expr index, DType dtype) {
    return Gather.of(Literal.of(Tensor.of(dtype, Nd.of(coefficients[power]))), 0, index);
  }
}
