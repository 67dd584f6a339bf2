package org.espalier.dsl.layer;

import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * Batch normalisation: γ·(x − mean)/√(variance + epsilon) + β for each channel (the last axis), any
 * rank from 2 on; the shape is kept. While training, mean and biased variance are those of the
 * batch over all other axes; otherwise they are moving averages, which training updates by moving ←
 * momentum·moving + (1 − momentum)·batch, the variance there divided by count − 1. Source: Ioffe
 * and Szegedy, arXiv:1502.03167.
 *
 * <p>Parameters {@code gamma} (starts at 1) and {@code beta} (starts at 0), state {@code
 * movingMean} (0) and {@code movingVariance} (1), all [channels].
 *
 * @param momentum in [0, 1)
 * @param epsilon added to the variance, &gt; 0
 */
public record BatchNorm(double momentum, double epsilon)
    implements UnaryLayer, CarriesUnits, SignalRule {
  public BatchNorm {
    Check.rate("momentum", momentum);
    Check.positive("epsilon", Check.finite("epsilon", epsilon));
  }

  /** Momentum 0.99 and epsilon 0.001. */
  public BatchNorm() {
    this(0.99, 1e-3);
  }

  @Override
  public List<String> perChannel() {
    return List.of("gamma", "beta", "movingMean", "movingVariance");
  }

  @Override
  public Expr call(Expr x, Context context) {
    Shape s = x.shape();
    if (s.rank() < 2) throw context.mismatch("[batch, …, channels]", s);
    if (!s.last().known()) throw context.mismatch("a known number of channels in the last axis", s);
    Shape channels = Shape.of(s.last());
    DType wide = x.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
    Expr gamma = context.param("gamma", channels, Constant.ONES).cast(wide);
    Expr beta = context.param("beta", channels, Constant.ZEROS).cast(wide);
    Expr mean = context.state("movingMean", channels, Constant.ZEROS);
    Expr variance = context.state("movingVariance", channels, Constant.ONES);
    if (!context.training()) {
      Expr scale = gamma.times(variance.cast(wide).plus(epsilon).rsqrt());
      Expr shift = beta.minus(mean.cast(wide).times(scale));
      return x.cast(wide).times(scale).plus(shift).cast(x.dtype());
    }
    Dim one = Dim.of(1);
    Shape image = s.rank() == 4 ? s : Shape.of(s.without(-1).size(), one, one, s.last());
    Node norm = Nn.batchNorm(x.reshape(image), gamma, beta, epsilon);
    context.update("movingMean", moved(mean, norm.output(1)));
    context.update("movingVariance", moved(variance, norm.output(2)));
    return norm.output(0).reshape(s);
  }

  private Expr moved(Expr moving, Expr batch) {
    Expr seen = batch.stopGradient().cast(moving.dtype());
    return moving.plus(seen.minus(moving).times(1 - momentum));
  }

  /** Mean 0 and variance 1, epsilon neglected. */
  @Override
  public Moment through(List<Moment> inputs, List<Shape> shapes, Shape output) {
    return Moment.STANDARD;
  }

  @Override
  public String baseName() {
    return "norm";
  }

  @Override
  public String label() {
    return "batchNorm";
  }
}
