package org.espalier.dsl.topology;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.Add;
import org.espalier.dsl.layer.Concat;
import org.espalier.dsl.layer.Flatten;
import org.espalier.dsl.layer.Lambda;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.layer.Multiply;
import org.espalier.dsl.layer.ReshapeTo;
import org.espalier.dsl.network.LayerCall;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.structure.MaskedStorage;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;

/** Follows units through the layers of a network, in the order in which they are called. */
final class WiringReader {
  private final Snapshot snapshot;
  private final Network network;
  private final Trace trace;
  private final Map<String, Expr> leaves;
  private final Wirer wirer;
  private final Map<Expr, Layout> layouts = new HashMap<>();
  private final Map<String, Layout> inputs = new HashMap<>();
  private final Map<Expr, String> raw = new HashMap<>();
  private final Map<String, List<String>> weights = new HashMap<>();

  WiringReader(Snapshot stored) {
    this.snapshot = new MaskedStorage().plan(stored).apply(stored);
    this.network = snapshot.network();
    this.trace = new Trace(new Tracing(network), "wiring", false);
    this.leaves = network.leaves();
    this.wirer = new Wirer(network.name());
  }

  Wiring read() {
    Map<String, Expr> values = network.call(trace, leaves);
    leaves.forEach((name, leaf) -> raw.put(leaf, name));
    own();
    List<LayerCall> calls = trace.calls();
    for (int i = 0; i < calls.size(); i++) follow(calls, i);
    if (wirer.isEmpty()) {
      throw new EspalierException(
          "network '"
              + network.name()
              + "' has no links to look at: no parameter is named 'kernel' and none has a mask;"
              + " there are "
              + snapshot.arrays().keySet());
    }
    List<int[]> outputs = new ArrayList<>();
    for (String name : network.outputs()) {
      outputs.addAll(List.of(layout(values.get(name)).channels()));
    }
    return wirer.wiring(outputs.toArray(int[][]::new));
  }

  /** Which weights belong to which call: the one of the longest path before the weight's. */
  private void own() {
    Set<String> paths = new TreeSet<>();
    trace.calls().forEach(call -> paths.add(call.path()));
    for (Variable v : trace.tracing().variables()) {
      boolean linked = v.path().endsWith("/kernel") || masked(v.path());
      if (v.role() != Variable.Role.WEIGHT || v.type().shape().rank() < 2 || !linked) continue;
      String owner = v.path();
      while (owner.contains("/") && !paths.contains(owner)) {
        owner = owner.substring(0, owner.lastIndexOf('/'));
      }
      weights.computeIfAbsent(owner, o -> new ArrayList<>()).add(v.path());
    }
  }

  private void follow(List<LayerCall> calls, int at) {
    LayerCall call = calls.get(at);
    List<String> mine = weights.getOrDefault(call.path(), List.of());
    if (!mine.isEmpty()) {
      layouts.put(call.output(), weighted(call, mine));
      return;
    }
    if (layouts.containsKey(call.output()) || raw.containsKey(call.output())) return;
    if (inside(calls, at)) return;
    through(call, parts(calls, at)).ifPresent(found -> layouts.put(call.output(), found));
  }

  /** A call on something that no layer gave is a part's own business: its whole is followed. */
  private boolean inside(List<LayerCall> calls, int at) {
    List<Expr> in = calls.get(at).inputs();
    return in.stream().noneMatch(e -> layouts.containsKey(e) || raw.containsKey(e))
        && calls.subList(at + 1, calls.size()).stream()
            .anyMatch(whole -> calls.get(at).path().startsWith(whole.path() + "/"));
  }

  private Layout weighted(LayerCall call, List<String> paths) {
    Map<String, UnitLinks> links = new LinkedHashMap<>();
    for (String path : paths) links.put(path, links(path));
    Layout sum = null;
    for (Map.Entry<String, UnitLinks> entry : links.entrySet()) {
      Population made = wirer.layer(entry.getKey(), entry.getValue(), sources(call, entry));
      Layout one = Layout.of(made);
      if (sum == null) sum = one;
      else if (sum.size() == one.size()) sum = sum.with(one);
    }
    int width = width(call.output());
    if (sum.size() == width) return sum;
    lose(call, "its output has " + width + " channels, its weight " + sum.size() + " units");
    wirer.escape(sum.units());
    return Layout.unknown(width);
  }

  private UnitLinks links(String path) {
    Nd values = snapshot.array(path).toNd();
    Nd mask = masked(path) ? snapshot.array(Masked.path(path)).toNd() : values;
    return UnitLinks.of("'" + path + "'", values, mask);
  }

  private boolean masked(String path) {
    return snapshot.arrays().containsKey(Masked.path(path));
  }

  private Layout sources(LayerCall call, Map.Entry<String, UnitLinks> weight) {
    long[] dims = snapshot.array(weight.getKey()).dims();
    int channels = (int) dims[dims.length - 2];
    int sources = weight.getValue().sources();
    if (call.inputs().size() == 1 && width(call.inputs().get(0)) == channels) {
      Layout heard = layout(call.inputs().get(0));
      if (heard.units().findAny().isEmpty()) lose(call, "no layer says what it receives");
      return heard.repeated(sources);
    }
    lose(call, "'" + weight.getKey() + "' has " + channels + " sources, not one for each channel");
    call.inputs().forEach(e -> wirer.escape(layout(e).units()));
    return Layout.unknown(sources);
  }

  /** What becomes of units in a layer without links of its own. */
  private Optional<Layout> through(LayerCall call, List<LayerCall> parts) {
    Layer layer = call.layer();
    int width = width(call.output());
    List<Layout> in = new ArrayList<>();
    if (layer instanceof Flatten || layer instanceof ReshapeTo) {
      return Optional.of(reshaped(call, width));
    }
    boolean raw = parts.isEmpty() && call.inputs().size() == 1 && isRaw(call.inputs().get(0));
    if (raw && width(call.inputs().get(0)) == width) {
      this.raw.put(call.output(), this.raw.get(call.inputs().get(0)));
      return Optional.empty();
    }
    if (!parts.isEmpty()) parts.forEach(part -> in.add(layout(part.output())));
    else call.inputs().forEach(e -> in.add(layout(e)));
    if (layer instanceof Concat concat && lastAxis(concat, call)) {
      return in.stream().reduce(Layout::then);
    }
    if (!in.isEmpty() && in.stream().allMatch(one -> one.size() == width)) {
      if (!known(layer)) {
        wirer.note("'" + call.path() + "' (" + layer.label() + ") is taken to keep channels apart");
      }
      return in.stream().reduce(Layout::with);
    }
    lose(call, "it changes the number of channels");
    call.inputs().forEach(e -> wirer.escape(layout(e).units()));
    return Optional.of(Layout.unknown(width));
  }

  private Layout reshaped(LayerCall call, int width) {
    Expr in = call.inputs().get(0);
    if (isRaw(in)) return input(raw.get(in), width);
    Optional<Layout> found = layout(in).reshaped(width);
    if (found.isPresent()) return found.get();
    lose(call, "it tears channels apart");
    wirer.escape(layout(in).units());
    return Layout.unknown(width);
  }

  private static boolean lastAxis(Concat concat, LayerCall call) {
    int rank = call.output().shape().rank();
    return concat.axis() == -1 || concat.axis() == rank - 1;
  }

  /** Layers of ours that keep channels apart; a user's own and a lambda may not. */
  private static boolean known(Layer layer) {
    if (layer instanceof Lambda) return false;
    return layer instanceof Activation
        || layer instanceof Add
        || layer instanceof Multiply
        || layer.getClass().getPackageName().equals(Add.class.getPackageName());
  }

  private void lose(LayerCall call, String why) {
    wirer.note(
        "links are not followed at '" + call.path() + "' (" + call.layer().label() + "): " + why);
  }

  /** Direct parts of a call whose output is a sum of theirs. */
  private static List<LayerCall> parts(List<LayerCall> calls, int at) {
    LayerCall whole = calls.get(at);
    List<LayerCall> found = new ArrayList<>();
    for (int i = at - 1; i >= 0; i--) {
      String path = calls.get(i).path();
      if (!path.startsWith(whole.path() + "/")) break;
      if (path.indexOf('/', whole.path().length() + 1) < 0) found.add(0, calls.get(i));
    }
    List<LayerCall> all = List.copyOf(found);
    found.removeIf(part -> all.stream().anyMatch(p -> p.inputs().contains(part.output())));
    return found;
  }

  private boolean isRaw(Expr value) {
    return raw.containsKey(value) && !layouts.containsKey(value);
  }

  private Layout layout(Expr value) {
    if (isRaw(value)) return input(raw.get(value), width(value));
    return layouts.computeIfAbsent(value, v -> Layout.unknown(width(v)));
  }

  /** Units of an input: its channels for who takes channels, all its numbers once flattened. */
  private Layout input(String name, int width) {
    String full = width == width(leaves.get(name)) ? name : name + ", " + width;
    return inputs.computeIfAbsent(full, n -> Layout.of(wirer.add(n, true, width)));
  }

  private static int width(Expr value) {
    Shape shape = value.shape();
    return shape.rank() > 0 && shape.last().known() ? (int) shape.last().size() : 1;
  }
}
