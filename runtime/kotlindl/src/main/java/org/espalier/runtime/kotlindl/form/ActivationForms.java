package org.espalier.runtime.kotlindl.form;

import java.util.List;
import java.util.Set;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Elu;
import org.espalier.dsl.activation.Gelu;
import org.espalier.dsl.activation.LeakyRelu;
import org.espalier.dsl.activation.Linear;
import org.espalier.dsl.activation.Mish;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Selu;
import org.espalier.dsl.activation.Sigmoid;
import org.espalier.dsl.activation.Softmax;
import org.espalier.dsl.activation.Softplus;
import org.espalier.dsl.activation.Swish;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.layer.Layer;

/**
 * Activations that are layers of their own. Those with a name are written by it, ReLU too: KotlinDL
 * 0.4.0 cannot read its own ReLU layer without a maximum.
 */
final class ActivationForms {
  static final List<LayerForm> ALL =
      List.of(
          new LayerForm(
              Set.of("Activation"),
              Set.of(
                  Gelu.class,
                  Linear.class,
                  Mish.class,
                  Relu.class,
                  Selu.class,
                  Sigmoid.class,
                  Softmax.class,
                  Softplus.class,
                  Swish.class,
                  Tanh.class),
              c -> c.activation("activation"),
              ActivationForms::named),
          LayerForm.readOnly("ReLU", ActivationForms::relu),
          LayerForm.of(
              "LeakyReLU",
              LeakyRelu.class,
              c -> new LeakyRelu(c.number("negative_slope", c.number("alpha", 0.3))),
              (leaky, to) -> to.put("alpha", leaky.slope())),
          LayerForm.of(
              "ELU",
              Elu.class,
              c -> new Elu(c.number("alpha", 1)),
              (elu, to) -> to.put("alpha", elu.alpha())),
          LayerForm.readOnly("Softmax", ActivationForms::softmax));

  private ActivationForms() {}

  private static void named(Layer layer, LayerText to) {
    to.as("Activation");
    ActivationNames.name((Activation) layer)
        .ifPresentOrElse(
            name -> to.put("activation", name),
            () -> to.problem(layer.label() + " has no counterpart in Keras"));
  }

  private static Layer relu(LayerConfig c) {
    c.only("threshold", 0.0);
    double slope = c.number("negative_slope", 0);
    return slope == 0 ? new Relu() : new LeakyRelu(slope);
  }

  private static Layer softmax(LayerConfig c) {
    c.onlyLastAxis("axis");
    return new Softmax();
  }
}
