package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.parametrization.AtLeast;
import org.espalier.dsl.parametrization.Constraint;
import org.espalier.dsl.tensor.Shape;

/**
 * {@link Pfplus} with trained parameters {@code lambda} and {@code mu}, each [] or [channels].
 * Source: arXiv:2111.14349, where both start at 1.
 *
 * @param lambda where λ starts, &gt; 0
 * @param mu where μ starts, ≥ 0
 * @param perChannel true for one pair for each channel (the last axis), false for one in all
 * @param constrained true to keep both ≥ 0 after every update; false lets μ fall below 0, where f
 *     has a pole at 1/μ
 */
public record TrainablePfplus(double lambda, double mu, boolean perChannel, boolean constrained)
    implements Activation {
  public TrainablePfplus {
    new Pfplus(lambda, mu);
  }

  /** From λ = μ = 1, one pair, kept ≥ 0. */
  public TrainablePfplus() {
    this(1, 1, false, true);
  }

  /** A copy with one pair for each channel. */
  public TrainablePfplus eachChannel() {
    return new TrainablePfplus(lambda, mu, true, constrained);
  }

  /** A copy whose parameters take any value. */
  public TrainablePfplus unconstrained() {
    return new TrainablePfplus(lambda, mu, perChannel, false);
  }

  @Override
  public Expr call(Expr x, Context context) {
    Shape shape = Own.shape(perChannel, x, context);
    Constraint[] bounds = constrained ? new Constraint[] {new AtLeast(0)} : new Constraint[0];
    Expr trainedLambda = context.param("lambda", shape, new Constant(lambda), bounds);
    Expr trainedMu = context.param("mu", shape, new Constant(mu), bounds);
    return Pfplus.of(x, trainedLambda, trainedMu);
  }

  @Override
  public String label() {
    String more = (perChannel ? ", per channel" : "") + (constrained ? "" : ", unconstrained");
    return "trainablePfplus from lambda " + lambda + ", mu " + mu + more;
  }
}
