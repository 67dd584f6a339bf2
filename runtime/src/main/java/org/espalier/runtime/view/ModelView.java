package org.espalier.runtime.view;

import org.espalier.runtime.Model;

/** A live model: its network, and how far training has come. */
public final class ModelView implements View<Model> {
  @Override
  public Class<Model> type() {
    return Model.class;
  }

  @Override
  public String html(Model model) {
    return new NetworkView().html(model.network())
        + Html.text(
            "Trained for "
                + Figures.count(model.progress().epochs(), "epoch")
                + ", "
                + Figures.count(model.progress().steps(), "step")
                + ".");
  }
}
