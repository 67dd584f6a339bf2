package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;

/**
 * Batch normalisation while training: (x − mean)/√(variance + epsilon)·scale + offset, with the
 * mean and the biased variance of each channel over all other axes. Source: Ioffe and Szegedy,
 * arXiv:1502.03167.
 *
 * <p>Inputs: x [n, height, width, channels]; scale and offset [channels], of x's element type, or
 * float32 where x is float16 or bfloat16. Outputs: y like x; mean and unbiased variance (over count
 * − 1) [channels], for moving averages; and three that only {@link BatchNormGrad} may read, because
 * what they hold is the device's affair: two [channels] and one [0].
 *
 * @param epsilon added to the variance, &gt; 0
 */
public record BatchNorm(double epsilon) implements Fused {
  public BatchNorm {
    Check.positive("epsilon", epsilon);
  }

  /** The application: outputs 0 y, 1 mean, 2 unbiased variance, 3 to 5 for the gradient. */
  public static Node of(Expr x, Expr scale, Expr offset, double epsilon) {
    return Node.of(new BatchNorm(epsilon), List.of(x, scale, offset));
  }

  @Override
  public List<Type> infer(List<Type> inputs) {
    Type x = inputs.get(0);
    Type scale = inputs.get(1);
    if (x.shape().rank() != 4
        || !x.dtype().isFloat()
        || !scale.equals(new Type(statistics(x.dtype()), Shape.of(x.shape().last())))
        || !inputs.get(2).equals(scale)) {
      throw new ShapeMismatch(
          opName(),
          "x [n, height, width, channels], scale and offset [channels] of its element type"
              + " (float32 where x has 16 bits)",
          inputs.toString());
    }
    return List.of(x, scale, scale, scale, scale, scale.with(Shape.of(0)));
  }

  /** The element type in which means and variances are computed. */
  static DType statistics(DType dtype) {
    return dtype == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
  }

  @Override
  public List<Expr> decompose(List<Expr> inputs) {
    Expr scale = inputs.get(1);
    Moments m = Moments.of(inputs.get(0), epsilon);
    Expr y = m.normal().times(scale).plus(inputs.get(2)).cast(inputs.get(0).dtype());
    Expr unbiased = m.variance().times(m.count().div(m.count().minus(1).max(1)));
    Expr nothing = Literal.of(Tensor.of(scale.dtype(), Nd.zeros(0)));
    return List.of(y, m.mean(), unbiased, m.mean(), m.variance(), nothing);
  }

  /** Statistics of each channel: [channels], count [], and the normalised x. */
  record Moments(Expr count, Expr mean, Expr variance, Expr inverse, Expr normal) {
    static Moments of(Expr image, double epsilon) {
      Expr x = image.cast(statistics(image.dtype()));
      Dim count = x.shape().without(-1).size();
      Expr mean = x.mean(0, 1, 2);
      Expr centred = x.minus(mean);
      Expr variance = centred.square().mean(0, 1, 2);
      Expr inverse = variance.plus(epsilon).rsqrt();
      return new Moments(
          SizeOf.of(count, x.dtype()), mean, variance, inverse, centred.times(inverse));
    }
  }

  @Override
  public List<Expr> vjp(Node node, List<Expr> cotangents, Rules rules) {
    Expr dy = cotangents.get(0);
    List<Expr> rest = new ArrayList<>(cotangents);
    rest.set(0, null);
    boolean statistics = rest.stream().anyMatch(e -> e != null);
    if (dy == null) return Fused.super.vjp(node, rest, rules);
    List<Expr> found = BatchNormGrad.of(node, dy).outputs();
    if (!statistics) return found;
    Expr[] sums = found.toArray(new Expr[0]);
    List<Expr> more = Fused.super.vjp(node, rest, rules);
    for (int i = 0; i < sums.length; i++) {
      if (more.get(i) != null) sums[i] = sums[i].plus(more.get(i));
    }
    return Arrays.asList(sums);
  }
}
