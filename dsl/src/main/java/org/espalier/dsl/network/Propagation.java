package org.espalier.dsl.network;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Site;
import org.espalier.dsl.init.Surroundings;
import org.espalier.dsl.layer.SignalRule;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.reading.Moments;
import org.espalier.dsl.tensor.Shape;

/**
 * Follows a signal through a network whose weights are as their initializers say. A weight's law is
 * asked for when the signal reaches it, so that an initializer can fit it to what arrives.
 */
final class Propagation {
  private final SignalOptions options;
  private final BiFunction<Variable, Surroundings, Site> sites;
  private final Trace trace;
  private final Map<String, Expr> values;
  private final Meeting meeting;
  private final Map<Expr, Moment> known = new HashMap<>();
  private final Map<String, Moment> laws = new HashMap<>();
  private final Map<String, OptionalDouble> gains = new HashMap<>();
  private final Map<String, String> notes = new LinkedHashMap<>();

  /**
   * Follows the signal to all steps.
   *
   * @param sites makes the place that a variable's initializer fills
   */
  Propagation(
      Network network, SignalOptions options, BiFunction<Variable, Surroundings, Site> sites) {
    this.options = options;
    this.sites = sites;
    this.trace = new Trace(new Tracing(network), "signal", options.training());
    this.values = network.call(trace, network.leaves());
    this.meeting = new Meeting(values.values());
    if (options.exact()) whole();
    else layerwise();
  }

  /** Moments of a step's, or an input's, value. */
  Moment of(String step) {
    return known.get(values.get(step));
  }

  /** See {@link Surroundings#gain}; empty for a variable the network does not have. */
  OptionalDouble gain(String path) {
    return gains.getOrDefault(path, OptionalDouble.empty());
  }

  /** Where something was assumed, sampled or not converged, by path. */
  Map<String, String> notes() {
    return notes;
  }

  private void whole() {
    List<Expr> roots = List.copyOf(values.values());
    Moments moments = Moments.of(roots, this::given);
    for (Expr root : roots) known.put(root, moments.of(root));
    for (LayerCall call : trace.calls()) {
      String note = moments.notes().get(call.output().node());
      if (note != null) notes.put(call.path(), note);
    }
  }

  private void layerwise() {
    for (LayerCall call : trace.calls()) {
      List<Moment> in = call.inputs().stream().map(e -> moment(e, call.path())).toList();
      if (call.layer() instanceof SignalRule rule && !known.containsKey(call.output())) {
        List<Shape> shapes = call.inputs().stream().map(Expr::shape).toList();
        known.put(call.output(), rule.through(in, shapes, call.output().shape()));
      }
      moment(call.output(), call.path());
    }
    values.values().forEach(e -> moment(e, trace.tracing().network().name()));
  }

  private Moment moment(Expr e, String path) {
    Moment found = known.get(e);
    if (found != null) return found;
    Moments moments = Moments.of(List.of(e), known, this::given);
    moments.notes().values().forEach(note -> notes.putIfAbsent(path, note));
    found = moments.of(e);
    known.put(e, found);
    return found;
  }

  private Moment given(Expr e, Moments soFar) {
    Leaf leaf = Leaf.of(e);
    if (leaf.role() == Leaf.Role.INPUT) {
      return e.dtype().isInt() ? Moment.constant(0) : options.input();
    }
    Variable variable = trace.tracing().variable(leaf.name());
    if (variable == null) return null;
    Moment law = laws.get(leaf.name());
    if (law == null) laws.put(leaf.name(), law = law(variable, soFar));
    return law;
  }

  private Moment law(Variable variable, Moments soFar) {
    Surroundings here =
        new Surroundings() {
          @Override
          public OptionalDouble gain(Moment input, boolean exact) {
            OptionalDouble gain = gains.get(variable.path());
            if (gain == null) gains.put(variable.path(), gain = found(variable.leaf(), soFar));
            return gain;
          }

          @Override
          public double density() {
            return Start.density(trace.tracing().network(), variable);
          }
        };
    return variable
        .init()
        .law(sites.apply(variable, here))
        .orElseGet(() -> measured(variable.init().values(sites.apply(variable, here)).data()));
  }

  private static Moment measured(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double square = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    return new Moment(mean, square);
  }

  private OptionalDouble found(Expr weight, Moments soFar) {
    Meeting.Place place = meeting.of(weight);
    if (place == null) return OptionalDouble.empty();
    Map<Expr, Moment> around = new HashMap<>();
    boolean silent = false;
    for (Expr signal : place.signals()) {
      Moment arriving = arriving(signal, soFar);
      silent |= arriving.variance() <= 1e-12;
      around.put(signal, arriving);
    }
    if (silent) {
      notes.put(
          Leaf.of(weight).name(), "nothing varies where it starts: taken as mean 0, variance 1");
      around.replaceAll((signal, arriving) -> Moment.STANDARD);
    }
    around.put(weight, Moment.STANDARD);
    Moments met = Moments.of(List.of(place.value()), around, this::given);
    return OptionalDouble.of(met.of(place.value()).variance());
  }

  private Moment arriving(Expr signal, Moments soFar) {
    if (!options.exact()) return moment(signal, "");
    try {
      return soFar.of(signal);
    } catch (IllegalArgumentException notYet) {
      return Moments.of(List.of(signal), this::given).of(signal);
    }
  }
}
