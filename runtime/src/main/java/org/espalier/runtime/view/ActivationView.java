package org.espalier.runtime.view;

import org.espalier.dsl.activation.Activation;

/** An activation with its derivative, from -4 to 4. */
public final class ActivationView implements View<Activation> {
  @Override
  public Class<Activation> type() {
    return Activation.class;
  }

  @Override
  public String html(Activation activation) {
    return PictureView.figure(ActivationPlots.of(activation, -4, 4));
  }
}
