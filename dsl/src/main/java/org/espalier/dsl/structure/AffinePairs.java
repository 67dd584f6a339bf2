package org.espalier.dsl.structure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Linear;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.network.LayerCall;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.reading.Bounds;
import org.espalier.dsl.tensor.Shape;

/** Pairs of dense layers that are one affine map within bounds, and smaller as one. */
final class AffinePairs {
  private final Network network;
  private final Map<String, Expr> values;
  private final List<LayerCall> calls;
  private final Bounds bounds;

  AffinePairs(Network network, Map<String, Expr> values, List<LayerCall> calls, Bounds bounds) {
    this.network = network;
    this.values = values;
    this.calls = calls;
    this.bounds = bounds;
  }

  /** The first one. */
  Optional<MergeDense> find() {
    for (Step second : network.steps()) {
      Optional<Step> first = network.step(second.inputs().get(0));
      if (first.isPresent() && merge(first.get(), second)) {
        return Optional.of(new MergeDense(first.get().name(), second.name()));
      }
    }
    return Optional.empty();
  }

  private boolean merge(Step first, Step second) {
    if (!(first.layer() instanceof Dense a) || !(second.layer() instanceof Dense b)) return false;
    if (a.everyPosition() != b.everyPosition() || !alone(first) || !alone(second)) return false;
    if (a.bias().isPresent() && b.bias().isEmpty()) return false;
    if (uses(first) != 1 || network.outputs().contains(first.name())) return false;
    Shape x = values.get(first.inputs().get(0)).shape();
    long saved = MergeDense.saved(x.last().size(), a.units(), b.units(), a.bias().isPresent());
    return saved > 0 && straight(first, a.activation());
  }

  private long uses(Step step) {
    return network.steps().stream()
        .flatMap(s -> s.inputs().stream())
        .filter(step.name()::equals)
        .count();
  }

  /** Whether the weights are its own, and nothing stands before them. */
  private boolean alone(Step step) {
    String root = step.weights() + "/";
    return network.steps().stream().filter(s -> s.weights().equals(step.weights())).count() == 1
        && network.parametrizations().stream()
            .noneMatch(r -> r.matches(root + "kernel") || r.matches(root + "bias"));
  }

  /** Whether the activation gives what it receives: it is linear, or a ReLU that is always open. */
  private boolean straight(Step step, Activation activation) {
    if (activation instanceof Linear) return true;
    if (!(activation instanceof Relu)) return false;
    String path = network.name() + "/" + step.weights() + "/activation";
    return calls.stream()
        .filter(call -> call.path().equals(path))
        .map(call -> bounds.of(call.inputs().get(0)))
        .allMatch(range -> !range.nan() && Arrays.stream(range.low().data()).allMatch(v -> v >= 0));
  }
}
