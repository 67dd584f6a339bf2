package org.espalier.dsl.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;

/**
 * Where a shape went wrong: the step, the values before it, and where each was declared; writes the
 * error's text.
 */
record StepSite(
    String network,
    List<Step> steps,
    Step step,
    Map<String, Expr> values,
    Map<String, String> declared) {

  /** Traces the step on the values of earlier ones. */
  Expr call(Trace trace) {
    Expr[] inputs = step.inputs().stream().map(values::get).toArray(Expr[]::new);
    try {
      Expr value = trace.root().at(this).call(step.weights(), step.layer(), inputs);
      trace.taps().put(step.name(), value);
      return value;
    } catch (ShapeMismatch e) {
      throw e.context().isEmpty() ? around(e) : e;
    }
  }

  ShapeMismatch mismatch(String path, String expected, String received, List<String> fixes) {
    return new ShapeMismatch(
        "'" + path + "' (" + step.layer().label() + ")", expected, received, context(), fixes);
  }

  /** An op inside the layer refused: the same, with the op's words. */
  ShapeMismatch around(ShapeMismatch inner) {
    return new ShapeMismatch(
        "'" + network + "/" + step.name() + "' (" + step.layer().label() + "): " + inner.site(),
        inner.expected(),
        inner.received(),
        context(),
        inner.fixes());
  }

  private String context() {
    StringBuilder text = new StringBuilder();
    for (String producer : step.inputs()) {
      String what = step(producer).map(s -> " (" + s.layer().label() + ")").orElse("");
      line(text, "from", "'" + network + "/" + producer + "'" + what, producer);
    }
    if (declared.containsKey(step.name())) line(text, "declared", "", step.name());
    text.append("  so far    ").append(chain());
    return text.toString();
  }

  private void line(StringBuilder text, String head, String what, String name) {
    String where = declared.getOrDefault(name, "");
    text.append(String.format("  %-9s %-42s %s", head, what, where).stripTrailing()).append('\n');
  }

  /** The way from an input to this step, along first inputs. */
  private String chain() {
    Deque<String> parts = new ArrayDeque<>();
    String at = step.inputs().isEmpty() ? null : step.inputs().get(0);
    while (at != null) {
      parts.addFirst(at + " " + values.get(at).shape());
      at = step(at).map(s -> s.inputs().isEmpty() ? null : s.inputs().get(0)).orElse(null);
    }
    parts.addLast(step.name() + " ✗");
    return String.join(" → ", parts);
  }

  private Optional<Step> step(String name) {
    return steps.stream().filter(s -> s.name().equals(name)).findFirst();
  }
}
