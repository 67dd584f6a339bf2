package org.espalier.dsl.structure;

import java.util.Map;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.expr.Elementwise;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Source;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.layer.Activated;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.op.BroadcastTo;

/** Which activations treat every unit by itself. */
final class ElementwiseCheck {
  private ElementwiseCheck() {}

  /** Whether a layer ends in an activation that does not. */
  static boolean endsOtherwise(Layer layer) {
    return layer instanceof Activated a && !isElementwise(a.activation());
  }

  /** Whether a layer is an activation that gives each element of its input a value of its own. */
  static boolean isElementwise(Layer layer) {
    if (!(layer instanceof Activation)) return false;
    Network alone =
        new Network(
            "activation",
            java.util.List.of(InputSpec.of("x", 3)),
            java.util.List.of(new Step("f", layer, java.util.List.of("x"))),
            java.util.List.of("f"));
    Map<String, Expr> in = alone.leaves();
    Expr out = alone.call(new Trace(new Tracing(alone), "check", false), in).get("f");
    for (Node node : Walk.of(java.util.List.of(out))) {
      boolean single = node.type(0).shape().size().is(1);
      boolean plain = node.op() instanceof Elementwise || node.op() instanceof Source;
      if (!plain && !single && !(node.op() instanceof BroadcastTo)) return false;
    }
    return true;
  }
}
