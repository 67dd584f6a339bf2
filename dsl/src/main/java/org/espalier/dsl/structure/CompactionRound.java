package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.CarriesUnits;
import org.espalier.dsl.layer.HasUnits;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.reading.Bounds;
import org.espalier.dsl.reading.Range;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;

/** What can go from a network at once. Weights are full ones here, perhaps behind masks. */
final class CompactionRound {
  private final Snapshot snapshot;
  private final Network network;
  private final Tracing tracing;
  private final Trace trace;
  private final Map<String, Expr> values;
  private final Bounds bounds;
  private final UnitClasses classes = new UnitClasses();
  private final Map<String, int[]> channels = new HashMap<>();
  private final Map<Step, int[]> heard = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  CompactionRound(Snapshot snapshot, double low, double high) {
    this.snapshot = snapshot;
    this.network = snapshot.network();
    this.tracing = new Tracing(network);
    this.trace = new Trace(tracing, "compaction", false);
    Map<String, Expr> in = network.leaves();
    this.values = network.call(trace, in);
    Map<Expr, Range> given = new HashMap<>();
    for (Variable v : tracing.variables()) {
      given.put(v.leaf(), Range.exactly(snapshot.array(v.path()).toNd()));
    }
    in.values().forEach(e -> given.put(e, Range.between(low, high, e.shape().toArray(n -> 1))));
    this.bounds = Bounds.of(values.values(), given);
    in.forEach((name, e) -> channels.put(name, none(e.shape())));
    for (Step step : network.steps()) follow(step);
    for (String out : network.outputs()) pin(channels.get(out));
    keepOne();
  }

  /** Why what could be smaller stays. */
  List<String> notes() {
    return notes;
  }

  private static int[] none(Shape shape) {
    boolean counted = shape.rank() > 0 && shape.last().known();
    int[] none = new int[counted ? (int) shape.last().size() : 0];
    Arrays.fill(none, UnitClasses.NONE);
    return none;
  }

  private void pin(int[] units) {
    for (int unit : units) classes.pin(unit);
  }

  private void follow(Step step) {
    Layer layer = step.layer();
    Expr out = values.get(step.name());
    String kept = kept(step);
    if (kept == null && layer instanceof HasUnits) {
      heard.put(step, channels.get(step.inputs().get(0)));
      channels.put(step.name(), classes.fresh((int) out.shape().last().size()));
    } else if (kept == null) {
      channels.put(step.name(), carried(step, out.shape()));
    } else {
      boolean units =
          step.inputs().stream()
              .anyMatch(i -> IntStream.of(channels.get(i)).anyMatch(classes::free));
      if (units) notes.add("units before '" + path(step, "") + "' stay: " + kept);
      step.inputs().forEach(i -> pin(channels.get(i)));
      channels.put(step.name(), none(out.shape()));
    }
  }

  /** Why nothing around a step can go; {@code null} where it can. */
  private String kept(Step step) {
    long uses = network.steps().stream().filter(s -> s.weights().equals(step.weights())).count();
    if (uses > 1) return "its weights are shared";
    Layer layer = step.layer();
    Set<String> known = new HashSet<>();
    if (layer instanceof HasUnits units) {
      if (ElementwiseCheck.endsOtherwise(layer)) return "its activation mixes units";
      known.add(units.weights());
      known.addAll(units.perUnit());
    } else if (layer instanceof CarriesUnits carries) {
      known.addAll(carries.perChannel());
    } else if (!ElementwiseCheck.isElementwise(layer)) {
      return "it does not say how it carries units";
    }
    String root = path(step, "/");
    for (Variable v : tracing.variables()) {
      if (!v.path().startsWith(root)) continue;
      String name = v.path().substring(root.length());
      boolean mask = name.endsWith("/mask") && known.contains(name.substring(0, name.length() - 5));
      if (!mask && !known.contains(name)) return "nothing says what its '" + name + "' counts";
    }
    return null;
  }

  private int[] carried(Step step, Shape out) {
    List<Shape> shapes = step.inputs().stream().map(i -> values.get(i).shape()).toList();
    int[] all = step.inputs().stream().map(channels::get).flatMapToInt(IntStream::of).toArray();
    if (!(step.layer() instanceof CarriesUnits carries)) return all;
    List<List<Integer>> sources = carries.sources(shapes, out);
    int[] made = new int[sources.size()];
    for (int c = 0; c < made.length; c++) {
      made[c] = all[sources.get(c).get(0)];
      for (int from : sources.get(c)) made[c] = classes.join(made[c], all[from]);
    }
    return made;
  }

  private String path(Step step, String end) {
    return network.name() + "/" + step.weights() + end;
  }

  private String weights(Step step) {
    return path(step, "/" + ((HasUnits) step.layer()).weights());
  }

  /** What matters to some layer, or is the last of its layer's units, stays. */
  private void keepOne() {
    Set<Integer> reached = new HashSet<>();
    heard.forEach(
        (step, in) -> {
          Consumed consumed = consumed(step);
          for (int c = 0; c < in.length; c++) {
            reached.add(classes.find(in[c]));
            if (!consumed.canGo(c)) classes.pin(in[c]);
          }
        });
    for (Step step : heard.keySet()) {
      int[] own = channels.get(step.name());
      for (int unit : own) if (!reached.contains(classes.find(unit))) classes.pin(unit);
      if (IntStream.of(own).allMatch(classes::free)) classes.pin(own[0]);
    }
  }

  private Consumed consumed(Step step) {
    Range weights = bounds.of(trace.effective(weights(step)));
    Range input = bounds.of(values.get(step.inputs().get(0)));
    return new Consumed((HasUnits) step.layer(), weights.low(), input);
  }

  private int[] gone(int[] units) {
    return IntStream.range(0, units.length).filter(c -> classes.free(units[c])).toArray();
  }

  List<Edit> edits() {
    List<Edit> edits = new ArrayList<>();
    heard.forEach((step, in) -> fold(step, gone(in), edits));
    for (Step step : network.steps()) {
      int[] gone = gone(channels.get(step.name()));
      if (heard.containsKey(step)) {
        HasUnits layer = (HasUnits) step.layer();
        Nd kernel = snapshot.array(weights(step)).toNd();
        if (gone.length > 0) {
          int units = channels.get(step.name()).length;
          edits.add(new Narrow(step.name(), units, units - gone.length));
          edits.add(Shrink.of(weights(step), kernel.rank() - 1, gone));
          for (String name : layer.perUnit()) edits.add(last(path(step, "/" + name), gone));
        }
        int[] unheard = gone(heard.get(step));
        if (unheard.length > 0) edits.add(Shrink.of(weights(step), kernel.rank() - 2, unheard));
      } else if (step.layer() instanceof CarriesUnits carries && gone.length > 0) {
        for (String name : carries.perChannel()) edits.add(last(path(step, "/" + name), gone));
      }
    }
    if (edits.isEmpty()) {
      new AffinePairs(network, values, trace.calls(), bounds).find().ifPresent(edits::add);
    }
    return edits;
  }

  private Shrink last(String path, int[] gone) {
    return Shrink.of(path, snapshot.array(path).dims().length - 1, gone);
  }

  private void fold(Step step, int[] gone, List<Edit> edits) {
    double[] sum = consumed(step).sum(gone);
    if (Arrays.stream(sum).allMatch(v -> v == 0)) return;
    String bias = ((HasUnits) step.layer()).biasName().orElseThrow();
    edits.add(Fold.of(path(step, "/" + bias), sum));
  }
}
