package org.espalier.runtime.kotlindl.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.op.Leaf;
import org.espalier.runtime.kotlindl.form.KerasException;
import org.espalier.runtime.kotlindl.form.LayerConfig;
import org.espalier.runtime.kotlindl.form.LayerConverter;
import org.espalier.runtime.kotlindl.form.LayerForms;

/** Makes a network of a model in a file; what cannot be made is collected. */
final class NetworkReader {
  private final KerasGraph graph;
  private final String name;
  private final LayerForms forms;
  private final Dtypes dtypes;
  private final List<String> problems;
  private final boolean countsFromOne;
  private final Map<String, Layer> layers = new HashMap<>();
  private final Map<String, NetworkReader> inner = new HashMap<>();
  private final Map<Ref, String> produced = new HashMap<>();
  private final Map<String, Expr> values = new HashMap<>();
  private final Set<String> names = new HashSet<>();
  private final List<InputSpec> inputs = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private Trace trace;

  NetworkReader(
      KerasGraph graph,
      String name,
      LayerForms forms,
      Dtypes dtypes,
      List<String> problems,
      boolean countsFromOne) {
    this.graph = graph;
    this.name = name;
    this.forms = forms;
    this.dtypes = dtypes;
    this.problems = problems;
    this.countsFromOne = countsFromOne;
  }

  /** The network; meaningless where there were problems. */
  Network read() {
    for (KerasLayer layer : graph.layers()) {
      names.add(layer.name());
      dtypes.add(layer.config().path("dtype"), "layer '" + layer.name() + "'", problems);
    }
    Network empty = new Network(name, List.of(), List.of(), List.of()).withDtype(dtypes.dtype());
    trace = new Trace(new Tracing(empty), "import", false);
    for (Ref ref : graph.inputs()) input(layer(ref, graph.path() + ".input_layers"));
    Map<KerasLayer, Integer> done = new LinkedHashMap<>();
    for (KerasLayer layer : graph.layers()) if (!layer.isInput()) done.put(layer, 0);
    boolean moved = true;
    while (moved) {
      moved = false;
      for (Map.Entry<KerasLayer, Integer> at : done.entrySet()) {
        KerasLayer layer = at.getKey();
        while (at.getValue() < layer.uses().size() && ready(layer.uses().get(at.getValue()))) {
          use(layer, at.getValue());
          at.setValue(at.getValue() + 1);
          moved = true;
        }
      }
    }
    done.forEach((layer, uses) -> requireUsed(layer, uses));
    List<String> outputs = graph.outputs().stream().map(this::output).toList();
    List<Step> whole = List.copyOf(steps);
    return problems.isEmpty()
        ? new Network(name, inputs, whole, outputs).withDtype(dtypes.dtype())
        : new Network(name, inputs, List.of(), List.of());
  }

  private boolean ready(List<Ref> refs) {
    return refs.stream().allMatch(ref -> produced.containsKey(first(ref)));
  }

  private static Ref first(Ref ref) {
    return new Ref(ref.layer(), ref.use(), 0);
  }

  private void requireUsed(KerasLayer layer, int uses) {
    if (uses == layer.uses().size()) return;
    for (Ref ref : layer.uses().get(uses)) {
      KerasLayer from = layer(ref, layer.path());
      if (ref.use() >= Math.max(1, from.uses().size())) {
        throw new KerasException(
            "layer '"
                + layer.name()
                + "' uses "
                + ref
                + ", which there is not ("
                + layer.path()
                + ")");
      }
    }
    throw new KerasException(
        "layer '" + layer.name() + "' is part of a loop, or of one that no input reaches");
  }

  private KerasLayer layer(Ref ref, String path) {
    return graph.layers().stream()
        .filter(layer -> layer.name().equals(ref.layer()))
        .findFirst()
        .orElseThrow(
            () -> new KerasException(path + " names '" + ref.layer() + "', which is no layer"));
  }

  private void input(KerasLayer layer) {
    InputSpec spec = Inputs.read(layer, dtypes.dtype(), problems);
    inputs.add(spec);
    produced.put(new Ref(layer.name(), 0, 0), spec.name());
    values.put(spec.name(), Leaf.input(spec.name(), spec.type()));
  }

  private String output(Ref ref) {
    String step = produced.get(ref);
    if (step != null) return step;
    throw new KerasException(graph.path() + ".output_layers names " + ref + ", which there is not");
  }

  private void use(KerasLayer layer, int use) {
    String step = use == 0 ? layer.name() : unused(layer.name(), use + 1);
    produced.put(new Ref(layer.name(), use, 0), step);
    List<Ref> refs = layer.uses().get(use);
    for (Ref ref : refs) {
      if (ref.tensor() != 0) problem(layer, "uses a further output of '" + ref.layer() + "'");
    }
    List<String> from = refs.stream().map(ref -> produced.get(first(ref))).toList();
    List<Expr> given = from.stream().map(values::get).filter(Objects::nonNull).toList();
    boolean known = given.size() == from.size();
    if (use == 0) {
      layer.problems().forEach(p -> problem(layer, p));
      convert(layer, known ? given : List.of());
    }
    Layer converted = layers.get(layer.name());
    if (converted == null) return;
    steps.add(new Step(step, converted, from, layer.name()));
    if (known) values.put(step, call(steps.get(steps.size() - 1), given));
  }

  private Expr call(Step step, List<Expr> given) {
    try {
      Expr[] in = given.toArray(Expr[]::new);
      return trace.context().call(step.weights(), step.layer(), in);
    } catch (ShapeMismatch e) {
      if (!problems.isEmpty()) return null;
      Imported.of(
          new Network(name, inputs, steps, List.of(step.name())).withDtype(dtypes.dtype()),
          List.of());
      throw e;
    }
  }

  private String unused(String base, int number) {
    String next = base + "_" + number;
    return names.add(next) ? next : unused(base, number + 1);
  }

  private void convert(KerasLayer layer, List<Expr> given) {
    if (layer.isModel()) {
      block(layer);
      return;
    }
    Optional<LayerConverter> converter = forms.reader(layer.className());
    if (converter.isEmpty()) {
      problem(layer, "is of a class that Espalier does not know");
      return;
    }
    LayerConfig config =
        new LayerConfig(
            layer.className(),
            layer.config(),
            layer.path(),
            given.stream().map(Expr::shape).toList(),
            forms);
    try {
      layers.put(layer.name(), converter.get().read(config));
    } catch (IllegalArgumentException e) {
      problem(layer, e.getMessage());
    }
    config.problems().forEach(p -> problem(layer, p));
  }

  private void block(KerasLayer layer) {
    KerasGraph nested = GraphReader.nested(layer, countsFromOne);
    if (nested.outputs().size() > 1) problem(layer, "is a model of several outputs");
    NetworkReader reader =
        new NetworkReader(
            nested, Names.network(layer.name()), forms, dtypes, problems, countsFromOne);
    inner.put(layer.name(), reader);
    Network network = reader.read();
    if (problems.isEmpty()) layers.put(layer.name(), new Block(network));
  }

  private void problem(KerasLayer layer, String what) {
    problems.add("layer '" + layer.name() + "' (" + layer.className() + "): " + what);
  }

  /** Where the layers' weights lie. */
  List<Place> places(String path) {
    return graph.layers().stream()
        .map(
            layer -> {
              String at = path + "/" + layer.name();
              NetworkReader nested = inner.get(layer.name());
              List<Place> inside = nested == null ? List.of() : nested.places(at);
              return new Place(layer.name(), layer.className(), at, inside);
            })
        .toList();
  }
}
