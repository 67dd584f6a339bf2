package org.espalier.dsl.layer;

import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Ada;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.expr.Expr;

/**
 * Pyramidal neurons with an apical dendrite on images: ada(x ∗ kernel₁ + bias₁) + relu(x ∗ kernel₂
 * + bias₂), from [batch, height, width, channels] to [batch, h, w, filters]. The two branches are
 * {@link Conv2d} layers of one geometry with weights of their own, under {@code dendrite} and
 * {@code soma}: twice the parameters and multiply-adds of one. Source: Georgescu, Ionescu, Ristea
 * and Sebe, arXiv:2003.03229.
 *
 * @param dendrite the first branch; the second differs from it in its activation only
 */
public record PyNadaConv2d(Conv2d dendrite) implements UnaryLayer, Activated {
  /** With {@link Ada} of alpha 1, a square kernel, stride 1, no padding. */
  public PyNadaConv2d(int filters, int kernel) {
    this(filters, kernel, new Ada());
  }

  /** With an activation of the dendrite, a square kernel, stride 1, no padding. */
  public PyNadaConv2d(int filters, int kernel, Activation activation) {
    this(new Conv2d(filters, kernel, activation));
  }

  /** The dendrite's activation. */
  @Override
  public Activation activation() {
    return dendrite.activation();
  }

  @Override
  public PyNadaConv2d withActivation(Activation activation) {
    return new PyNadaConv2d(dendrite.withActivation(activation));
  }

  @Override
  public Expr call(Expr x, Context context) {
    Expr apical = context.call("dendrite", dendrite, x);
    return apical.plus(context.call("soma", dendrite.withActivation(new Relu()), x));
  }

  @Override
  public String label() {
    return "pyNada " + dendrite.label();
  }
}
