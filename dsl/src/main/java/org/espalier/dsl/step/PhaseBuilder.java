package org.espalier.dsl.step;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.optimizer.Optimizer;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.Type;

/** One phase being described: calls of the network, losses, updates, values to report. */
public final class PhaseBuilder {
  private final Trace trace;
  private final String name;
  private final Network network;
  private final Map<String, Expr> inputs = new LinkedHashMap<>();
  private final Map<String, Expr> outputs = new LinkedHashMap<>();
  private final Map<String, Expr> gradients = new LinkedHashMap<>();
  private final Map<String, Expr> losses = new LinkedHashMap<>();
  private Map<String, Expr> values;

  PhaseBuilder(Trace trace, String name) {
    this.trace = trace;
    this.name = name;
    this.network = trace.tracing().network();
  }

  Trace trace() {
    return trace;
  }

  /** The network. */
  public Network network() {
    return network;
  }

  /** One of the network's inputs, fed with each batch. */
  public Expr input(String name) {
    return input(
        name,
        network
            .input(name)
            .orElseThrow(
                () ->
                    new EspalierException(
                        "network '"
                            + network.name()
                            + "' has no input '"
                            + name
                            + "'; there are "
                            + network.inputs().stream().map(i -> i.name()).toList()))
            .type());
  }

  /** Another input, fed with each batch: a target, a noise vector. */
  public Expr input(String name, Type type) {
    return inputs.computeIfAbsent(name, n -> Leaf.input(n, type));
  }

  /** Every step's value by name, with the network applied to its inputs once in this phase. */
  public Map<String, Expr> call() {
    if (values == null) {
      Map<String, Expr> given = new LinkedHashMap<>();
      network.inputs().forEach(in -> given.put(in.name(), input(in.name())));
      values = network.call(trace, given);
    }
    return values;
  }

  /** One step of the network applied to other values; it uses the same weights. */
  public Expr call(String step, Expr... args) {
    Step s =
        network
            .step(step)
            .orElseThrow(
                () ->
                    new EspalierException(
                        "network '"
                            + network.name()
                            + "' has no step '"
                            + step
                            + "'; there are "
                            + network.steps().stream().map(Step::name).toList()));
    return trace.context().call(s.weights(), s.layer(), args);
  }

  /** A value that a layer tapped, by step name or path below the network. */
  public Expr tap(String tap) {
    Expr value = trace.taps().get(tap);
    if (value != null) return value;
    throw new EspalierException(
        "network '"
            + network.name()
            + "' has no tap '"
            + tap
            + "'; there are "
            + trace.taps().keySet());
  }

  /** The loss plus what layers added to it. */
  public Expr withLayerLosses(Expr loss) {
    for (Expr extra : trace.losses()) loss = loss.plus(extra);
    return loss;
  }

  /** Weights under a path; {@code ""} means all; {@code *} and {@code **} are wildcards. */
  public List<Variable> weights(String path) {
    return trace.tracing().weights(path);
  }

  /** d loss / d weight, one per weight. */
  public Map<Variable, Expr> gradients(Expr loss, List<Variable> weights) {
    List<Expr> leaves = weights.stream().map(Variable::leaf).toList();
    List<Expr> found = Gradient.of(loss, leaves, Rules.NONE);
    Map<Variable, Expr> gradients = new LinkedHashMap<>();
    for (int i = 0; i < leaves.size(); i++) {
      gradients.put(weights.get(i), found.get(i));
      this.gradients.put(weights.get(i).path(), found.get(i));
      losses.put(weights.get(i).path(), loss);
    }
    return gradients;
  }

  /** All weights follow the loss's gradient. */
  public void minimize(Expr loss, Optimizer optimizer) {
    minimize(loss, "", optimizer);
  }

  /** Weights under a path follow the loss's gradient; slots are kept under the same path. */
  public void minimize(Expr loss, String path, Optimizer optimizer) {
    List<Variable> weights = weights(path);
    if (weights.isEmpty()) {
      throw new EspalierException(
          "phase '"
              + name
              + "' has no weights under '"
              + path
              + "' to train; there are "
              + weights("").stream().map(Variable::path).toList());
    }
    apply(path, optimizer, gradients(loss, weights));
  }

  /** Weights follow given gradients. */
  public void apply(String group, Optimizer optimizer, Map<Variable, Expr> gradients) {
    OptimizerSlots.apply(trace, group, optimizer, gradients);
  }

  /** A variable of the program's own, current value; kept in snapshots. */
  public Expr state(String name, Type type, Initializer init) {
    return trace.current(slot(name, type, init));
  }

  private Variable slot(String name, Type type, Initializer init) {
    return trace.tracing().declare("@program/" + name, type, Variable.Role.SLOT, init);
  }

  /** Sets the next value of a variable of the program's own. */
  public void assignState(String name, Expr next) {
    trace.update(trace.tracing().variable("@program/" + name), next);
  }

  /** Sets a weight's or a layer state's next value. */
  public void assign(Variable variable, Expr next) {
    trace.update(variable, next);
  }

  /** A random key of this phase, purpose and step: int64 [3]. */
  public Expr key(String purpose) {
    return trace.key("@program/" + purpose);
  }

  /** Fetches a value under a name; scalars are reported by {@code fit}. */
  public void output(String name, Expr value) {
    outputs.put(name, value);
  }

  /** Name of the phase. */
  String name() {
    return name;
  }

  /** Gradients asked for in this phase, by the weight's path; the last one of each. */
  Map<String, Expr> gradients() {
    return gradients;
  }

  /**
   * The gradient of a weight as layers use it, behind its parametrizations, of the loss whose
   * gradient the stored weight last followed; {@code null} where it followed none.
   */
  Expr effectiveGradient(String path) {
    Expr loss = losses.get(path);
    Expr effective = trace.effective(path);
    return loss == null || effective == null ? null : Gradient.of(loss, effective);
  }

  Phase build() {
    if (trace.training()) new TreeMap<>(trace.metrics()).forEach(outputs::putIfAbsent);
    List<Expr> fed = new java.util.ArrayList<>(inputs.values());
    fed.add(trace.step());
    return new Phase(name, fed, outputs, trace.training() ? trace.updates() : Map.of());
  }
}
