package org.espalier.dsl.network;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Literal;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;

/** What one phase has traced so far: updates of state, extra losses, metrics, taps, random keys. */
public final class Trace {
  /** The number of the run, fed by whoever runs the phase: int64 []. */
  public static final String STEP = "step";

  private static final Tensor STEP_PLACE = Tensor.of(new long[] {0, 1, 0}, 3);

  private final Tracing tracing;
  private final String phase;
  private final boolean training;
  private final Expr step = Leaf.input(STEP, Type.of(DType.INT64));
  private final Map<String, Expr> effective = new HashMap<>();
  private final Map<Expr, Expr> updates = new LinkedHashMap<>();
  private final Map<String, Integer> keyUses = new HashMap<>();
  private final Map<String, Expr> taps = new LinkedHashMap<>();
  private final Map<String, Expr> metrics = new LinkedHashMap<>();
  private final List<Expr> losses = new ArrayList<>();
  private final List<LayerCall> calls = new ArrayList<>();

  /**
   * A fresh trace.
   *
   * @param phase its name, part of every random stream's name
   * @param training what {@code Context.training()} says
   */
  public Trace(Tracing tracing, String phase, boolean training) {
    this.tracing = tracing;
    this.phase = phase;
    this.training = training;
  }

  /** The program's variables. */
  public Tracing tracing() {
    return tracing;
  }

  /** True while training. */
  public boolean training() {
    return training;
  }

  /** The number of the run: int64 []. */
  public Expr step() {
    return step;
  }

  /** A key that differs for each name, use and step. */
  public Expr key(String name) {
    int use = keyUses.merge(phase + ":" + name, 1, Integer::sum);
    Expr stream = Leaf.stream(phase + ":" + name + (use == 1 ? "" : "#" + use));
    return stream.plus(Literal.of(STEP_PLACE).times(step));
  }

  /** The value of a variable as this phase's updates so far leave it. */
  public Expr current(Variable variable) {
    return updates.getOrDefault(variable.leaf(), variable.leaf());
  }

  /** Sets the value a variable has after this phase, put back into the sets it may not leave. */
  public void update(Variable variable, Expr next) {
    if (!next.type().equals(variable.type())) {
      throw new org.espalier.dsl.error.ShapeMismatch(
          "the update of '" + variable.path() + "'",
          variable.type().toString(),
          next.type().toString());
    }
    updates.put(variable.leaf(), variable.constrained(next));
  }

  /** The root context: layers called on it lie under the network's name. */
  public Context context() {
    return root();
  }

  TraceContext root() {
    return new TraceContext(this, tracing.network().name(), null);
  }

  /** Scalars that layers added to the loss. */
  public List<Expr> losses() {
    return losses;
  }

  /** Scalars that layers report, by path. */
  public Map<String, Expr> metrics() {
    return metrics;
  }

  /** Values of layers' outputs and named taps, by path below the network. */
  public Map<String, Expr> taps() {
    return taps;
  }

  /** Calls of layers in the order they ended: a layer's parts before the layer. */
  public List<LayerCall> calls() {
    return calls;
  }

  /** Variables' values after this phase, by leaf. */
  public Map<Expr, Expr> updates() {
    return updates;
  }

  /** The weight that layers use in place of a stored one, by its path; or {@code null}. */
  public Expr effective(String path) {
    return effective.get(path);
  }

  Map<String, Expr> effective() {
    return effective;
  }
}
