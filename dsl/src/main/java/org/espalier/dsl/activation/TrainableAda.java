package org.espalier.dsl.activation;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.parametrization.AtLeast;

/**
 * {@link Ada} with a trained parameter {@code alpha}, [] or [channels], which every update keeps at
 * 0.001 at least. The published runs share one alpha among all layers of a network: make the
 * activation a step of its own and let later ones use its weights. Source: arXiv:2003.03229.
 *
 * @param alpha where it starts, ≥ 0.001; 0.1 to 1 in the published runs
 * @param shift of the exponent
 * @param leak slope to the left of 0, ≥ 0
 * @param perChannel true for one alpha for each channel (the last axis), false for one in all
 */
public record TrainableAda(double alpha, double shift, double leak, boolean perChannel)
    implements Activation {
  private static final AtLeast BOUND = new AtLeast(1e-3);

  public TrainableAda {
    new Ada(alpha, shift, leak);
    BOUND.check("alpha", alpha);
  }

  /** From alpha 1, shift 0, no leak, one alpha. */
  public TrainableAda() {
    this(1, 0, 0, false);
  }

  /** A copy with one alpha for each channel. */
  public TrainableAda eachChannel() {
    return new TrainableAda(alpha, shift, leak, true);
  }

  @Override
  public Expr call(Expr x, Context context) {
    Expr trained =
        context.param("alpha", Own.shape(perChannel, x, context), new Constant(alpha), BOUND);
    return new Ada(alpha, shift, leak).of(x, trained);
  }

  @Override
  public String label() {
    return "trainableAda from alpha " + alpha + (perChannel ? ", per channel" : "");
  }
}
