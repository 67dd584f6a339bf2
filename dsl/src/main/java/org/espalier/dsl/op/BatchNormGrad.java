package org.espalier.dsl.op;

import java.util.List;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.Type;

/**
 * Cotangents of x, scale and offset from the cotangent of y of a {@link BatchNorm}. Inputs: dy, x,
 * scale, and the batch normalisation's outputs 3 to 5, which only the kernel reads: the
 * decomposition computes the statistics again from x, so that derivatives of this derivative are
 * whole.
 *
 * @param epsilon that of the batch normalisation
 */
public record BatchNormGrad(double epsilon) implements Fused {
  /** The gradient of a {@link BatchNorm} application. */
  public static Node of(Node norm, Expr dy) {
    double epsilon = ((BatchNorm) norm.op()).epsilon();
    return Node.of(
        new BatchNormGrad(epsilon),
        List.of(dy, norm.input(0), norm.input(1), norm.output(3), norm.output(4), norm.output(5)));
  }

  @Override
  public List<Type> infer(List<Type> inputs) {
    Type x = inputs.get(1);
    Type scale = inputs.get(2);
    List<Type> norm = new BatchNorm(epsilon).infer(List.of(x, scale, scale));
    if (!inputs.get(0).equals(x) || !inputs.subList(3, 6).equals(norm.subList(3, 6))) {
      throw new ShapeMismatch(
          opName(), "dy like x and a batch normalisation's last three outputs", inputs.toString());
    }
    return List.of(x, scale, scale);
  }

  @Override
  public List<Expr> decompose(List<Expr> inputs) {
    Expr x = inputs.get(1);
    Expr scale = inputs.get(2);
    Expr dy = inputs.get(0).cast(scale.dtype());
    BatchNorm.Moments m = BatchNorm.Moments.of(x, epsilon);
    Expr dOffset = dy.sum(0, 1, 2);
    Expr dScale = dy.times(m.normal()).sum(0, 1, 2);
    Expr centred = dy.minus(dOffset.div(m.count())).minus(m.normal().times(dScale.div(m.count())));
    Expr dx = centred.times(scale.times(m.inverse())).cast(x.dtype());
    return List.of(dx, dScale, dOffset);
  }
}
