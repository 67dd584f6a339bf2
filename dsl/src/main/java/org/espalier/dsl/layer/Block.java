package org.espalier.dsl.layer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;

/**
 * A network used as a layer: its inputs in order in, its first output out. Its parameters lie under
 * the path of the step that uses it.
 */
public record Block(Network network) implements Layer {
  @Override
  public Expr call(List<Expr> inputs, Context context) {
    if (inputs.size() != network.inputs().size()) {
      throw context.mismatch(network.inputs().size() + " inputs", inputs.size() + " inputs");
    }
    Map<String, Expr> values = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++)
      values.put(network.inputs().get(i).name(), inputs.get(i));
    for (Step step : network.steps()) {
      Expr[] in = step.inputs().stream().map(values::get).toArray(Expr[]::new);
      Expr value = context.call(step.weights(), step.layer(), in);
      context.tap(step.name(), value);
      values.put(step.name(), value);
    }
    return values.get(network.outputs().get(0));
  }

  @Override
  public String label() {
    return "block " + network.name() + ", " + network.steps().size() + " layers";
  }
}
