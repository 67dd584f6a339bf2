package org.espalier.dsl.layer;

import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Rand;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.Shape;

/**
 * While training, each element is 0 with probability {@code rate} and divided by 1 − rate
 * otherwise, independently and anew each step; else the input itself. Any shape, which is kept.
 * Source: Srivastava et al., JMLR 15, 2014 (there the kept ones are scaled at test time).
 *
 * @param rate probability of 0, in [0, 1)
 */
public record Dropout(double rate) implements UnaryLayer, CarriesUnits, SignalRule {
  public Dropout {
    Check.rate("rate", rate);
  }

  @Override
  public Expr call(Expr x, Context context) {
    if (!context.training() || rate == 0) return x;
    Expr kept = Rand.uniform(context.key("dropout"), x.shape(), x.dtype()).ge(rate);
    return kept.where(x.times(1 / (1 - rate)), x.constant(0));
  }

  /** As published: the mean stays, the variance is divided by 1 − rate, as if the mean were 0. */
  @Override
  public Moment through(List<Moment> inputs, List<Shape> shapes, Shape output) {
    return new Moment(inputs.get(0).mean(), inputs.get(0).variance() / (1 - rate));
  }

  @Override
  public String label() {
    return "dropout, rate " + rate;
  }
}
