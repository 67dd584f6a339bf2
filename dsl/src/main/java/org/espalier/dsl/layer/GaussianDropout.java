package org.espalier.dsl.layer;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Rand;

/**
 * While training, each element is multiplied by a normal number of mean 1 and variance rate/(1 −
 * rate), which has the mean and the variance of {@link Dropout}, independently and anew each step;
 * else the input itself. Any shape, which is kept. Source: Srivastava et al., JMLR 15, 2014,
 * section 10.
 *
 * @param rate in [0, 1)
 */
public record GaussianDropout(double rate) implements UnaryLayer, CarriesUnits {
  public GaussianDropout {
    Check.rate("rate", rate);
  }

  @Override
  public Expr call(Expr x, Context context) {
    if (!context.training() || rate == 0) return x;
    Expr noise = Rand.normal(context.key("dropout"), x.shape(), x.dtype());
    return x.times(noise.times(Math.sqrt(rate / (1 - rate))).plus(1));
  }

  @Override
  public String label() {
    return "gaussianDropout, rate " + rate;
  }
}
