package org.espalier.dsl.activation;

import java.util.Arrays;
import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Broadcast;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Nn;

/**
 * Apical dendrite activation: f(x) = p·exp(shift − alpha·p) + leak·min(x, 0), p = max(x, 0). It
 * rises, peaks at x = 1/alpha with exp(shift − 1)/alpha, and falls back to 0; its slope is leak at
 * 0 and exp(shift) just right of it. Elementwise. Source: Georgescu, Ionescu, Ristea and Sebe,
 * arXiv:2003.03229, as in the authors' code, whose image networks use shift 0 and whose character
 * network uses shift 1.
 *
 * @param alpha &gt; 0; 0.1 to 1 in the published runs
 * @param shift of the exponent
 * @param leak slope to the left of 0, ≥ 0; 0.01 in the authors' leaky variant
 */
public record Ada(double alpha, double shift, double leak) implements Formula {
  /** Beyond this exponent e⁻ˣ is 0 in every float type. */
  private static final double VANISHED = 1000;

  public Ada {
    Check.positive("alpha", Check.finite("alpha", alpha));
    Check.finite("shift", shift);
    Check.notNegative("leak", Check.finite("leak", leak));
  }

  /** With alpha 1, shift 0, no leak. */
  public Ada() {
    this(1);
  }

  /** With shift 0 and no leak. */
  public Ada(double alpha) {
    this(alpha, 0, 0);
  }

  /** A copy with a slope to the left of 0. */
  public Ada leaky(double leak) {
    return new Ada(alpha, shift, leak);
  }

  /** The same, whose alpha is trained from this one on: one number for the layer. */
  public TrainableAda trainable() {
    return new TrainableAda(alpha, shift, leak, false);
  }

  @Override
  public Expr of(Expr x) {
    return of(x, x.constant(alpha));
  }

  /** The formula for an alpha of its own, [] or [channels]. */
  Expr of(Expr x, Expr alpha) {
    return Nn.withGradient(
            List.of(x, alpha),
            in -> List.of(value(in.get(0), in.get(1))),
            (in, out, dy) -> derivative(in.get(0), in.get(1), dy.get(0)))
        .get(0);
  }

  private Expr value(Expr x, Expr alpha) {
    Expr p = clipped(x, alpha);
    Expr dendrite = p.times(decay(p, alpha));
    return leak == 0 ? dendrite : dendrite.plus(x.min(0).times(leak));
  }

  private List<Expr> derivative(Expr x, Expr alpha, Expr dy) {
    Expr p = clipped(x, alpha);
    Expr e = decay(p, alpha);
    Expr slope = x.gt(0).where(p.times(alpha).unaryMinus().plus(1).times(e), x.constant(leak));
    Expr toAlpha = p.times(p.times(e)).times(dy).unaryMinus();
    return Arrays.asList(dy.times(slope), Broadcast.undo(toAlpha, alpha.shape()));
  }

  private Expr decay(Expr p, Expr alpha) {
    return p.times(alpha).unaryMinus().plus(shift).exp();
  }

  /** max(x, 0), cut where the exponential has vanished: no ∞·0 for any x. */
  private Expr clipped(Expr x, Expr alpha) {
    Expr far = alpha.constant(VANISHED + Math.abs(shift)).div(alpha).stopGradient();
    return x.relu().min(far);
  }

  @Override
  public String label() {
    return "ada, alpha " + alpha + ", shift " + shift + (leak == 0 ? "" : ", leak " + leak);
  }
}
