package org.espalier.dsl.layer;

import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Rand;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * While training, each channel of each image is 0 as a whole with probability {@code rate} and
 * divided by 1 − rate otherwise, anew each step; else the input itself. Takes and keeps [batch,
 * height, width, channels]. Source: Tompson et al., arXiv:1411.4280.
 *
 * @param rate probability of 0, in [0, 1)
 */
public record SpatialDropout2d(double rate) implements UnaryLayer, CarriesUnits, SignalRule {
  public SpatialDropout2d {
    Check.rate("rate", rate);
  }

  @Override
  public Expr call(Expr x, Context context) {
    Suggest.requireImage(x, context);
    if (!context.training() || rate == 0) return x;
    Dim one = Dim.of(1);
    Shape channels = Shape.of(x.shape().get(0), one, one, x.shape().last());
    Expr kept = Rand.uniform(context.key("dropout"), channels, x.dtype()).ge(rate);
    return kept.where(x.times(1 / (1 - rate)), x.constant(0));
  }

  /**
   * As published: mean and variance times 1 − rate, as if what is kept were not divided by it and
   * the mean were 0.
   */
  @Override
  public Moment through(List<Moment> inputs, List<Shape> shapes, Shape output) {
    Moment in = inputs.get(0);
    return new Moment((1 - rate) * in.mean(), (1 - rate) * in.variance());
  }

  @Override
  public String label() {
    return "spatialDropout2d, rate " + rate;
  }
}
