package org.espalier.dsl.layer;

import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Ada;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.expr.Expr;

/**
 * Pyramidal neurons with an apical dendrite: ada(x · kernel₁ + bias₁) + relu(x · kernel₂ + bias₂),
 * from [batch, in] to [batch, units]. The two branches are {@link Dense} layers with weights of
 * their own, under {@code dendrite} and {@code soma}: twice the parameters and multiply-adds of
 * one. Source: Georgescu, Ionescu, Ristea and Sebe, arXiv:2003.03229; they keep the output layer
 * plain.
 *
 * @param dendrite the first branch; the second differs from it in its activation only
 */
public record PyNadaDense(Dense dendrite) implements UnaryLayer, Activated {
  /** With {@link Ada} of alpha 1. */
  public PyNadaDense(int units) {
    this(units, new Ada());
  }

  /** With an activation of the dendrite: {@code new Ada(0.7, 0, 0.01)}. */
  public PyNadaDense(int units, Activation activation) {
    this(new Dense(units, activation));
  }

  /** The dendrite's activation. */
  @Override
  public Activation activation() {
    return dendrite.activation();
  }

  @Override
  public PyNadaDense withActivation(Activation activation) {
    return new PyNadaDense(dendrite.withActivation(activation));
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
