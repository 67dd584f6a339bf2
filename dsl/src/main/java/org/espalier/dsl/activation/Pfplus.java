package org.espalier.dsl.activation;

import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Broadcast;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Nn;

/**
 * Parametric FPLUS: f(x) = λx where x ≥ 0, λx/(1 − μx) elsewhere; slope λ at 0 from both sides, and
 * a fall to −λ/μ, the faster the larger μ. Elementwise. Source: Duan et al., Electronics
 * 11(13):1980, 2022, arXiv:2111.14349.
 *
 * @param lambda λ &gt; 0
 * @param mu μ ≥ 0; 0 makes f linear
 */
public record Pfplus(double lambda, double mu) implements Formula {
  /** −μx beyond which 1 − μx is −μx in every float type. */
  private static final double FAR = 1e18;

  public Pfplus {
    Check.positive("lambda", Check.finite("lambda", lambda));
    Check.notNegative("mu", Check.finite("mu", mu));
  }

  /** With λ = μ = 1, which is {@link Fplus}. */
  public Pfplus() {
    this(1, 1);
  }

  /** The same, whose λ and μ are trained from these on: one pair for the layer, kept ≥ 0. */
  public TrainablePfplus trainable() {
    return new TrainablePfplus(lambda, mu, false, true);
  }

  @Override
  public Expr of(Expr x) {
    return of(x, x.constant(lambda), x.constant(mu));
  }

  /** The formula for parameters of its own, [] or [channels] each. */
  static Expr of(Expr x, Expr lambda, Expr mu) {
    return Nn.withGradient(
            List.of(x, lambda, mu),
            in -> List.of(in.get(1).times(curve(in.get(0), in.get(2)))),
            (in, out, dy) -> derivative(in.get(0), in.get(1), in.get(2), dy.get(0)))
        .get(0);
  }

  private static Expr curve(Expr x, Expr mu) {
    Expr n = left(x, mu);
    return x.relu().plus(n.div(below(n, mu)));
  }

  private static List<Expr> derivative(Expr x, Expr lambda, Expr mu, Expr dy) {
    Expr n = left(x, mu);
    Expr d = below(n, mu);
    Expr toLambda = dy.times(curve(x, mu));
    Expr toMu = dy.times(lambda).times(n.div(d).square());
    return List.of(
        dy.times(lambda).times(d.reciprocal().square()),
        Broadcast.undo(toLambda, lambda.shape()),
        Broadcast.undo(toMu, mu.shape()));
  }

  private static Expr below(Expr n, Expr mu) {
    return n.times(mu).unaryMinus().plus(1);
  }

  /** min(x, 0), cut where the curve is flat: μ times it does not overflow. */
  private static Expr left(Expr x, Expr mu) {
    return x.min(0).max(mu.constant(-FAR).div(mu.abs()).stopGradient());
  }

  @Override
  public String label() {
    return "pfplus, lambda " + lambda + ", mu " + mu;
  }
}
