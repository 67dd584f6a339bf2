package org.espalier.runtime.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.network.Summary;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.espalier.runtime.plot.Ink;

/** A network's inputs, steps and outputs as the nodes of a {@link Chart}. */
final class NetworkChart {
  /** As many boxes side by side are drawn narrow. */
  private static final int NARROW_FROM = 3;

  private static final String END = Ink.series(2);
  private static final String WEIGHTS = Ink.series(0);
  private static final String SHARED = Ink.series(3);
  private static final String JOIN = Ink.series(4);
  private static final String PLAIN = Ink.series(6);

  private final Network network;
  private final Summary summary;
  private final boolean openBlocks;
  private final List<List<Integer>> uses = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, String> owners = new HashMap<>();
  private boolean narrow;

  private NetworkChart(Network network, Summary summary, boolean openBlocks) {
    this.network = network;
    this.summary = summary;
    this.openBlocks = openBlocks;
  }

  /** The whole network, down to its outputs. */
  static Chart of(Network network, Summary summary, boolean openBlocks) {
    return new NetworkChart(network, summary, openBlocks).chart(true, true);
  }

  private Chart chart(boolean outermost, boolean countsParameters) {
    Map<String, Integer> places = new HashMap<>();
    for (Summary.Row row : summary.rows()) {
      uses.add(row.inputs().stream().distinct().map(places::get).toList());
      places.put(row.name(), places.size());
    }
    if (outermost) {
      for (String output : network.outputs()) uses.add(List.of(places.get(output)));
    }
    Rows rows = new Rows(uses);
    narrow = rows.nodesAcross() >= NARROW_FROM;
    for (int i = 0; i < summary.rows().size(); i++) {
      nodes.add(node(summary.rows().get(i), i, countsParameters));
    }
    if (outermost) network.outputs().forEach(this::output);
    double width =
        nodes.stream().filter(Card.class::isInstance).mapToDouble(Node::width).max().orElse(0);
    nodes.replaceAll(n -> n instanceof Card c && !c.round() ? c.withWidth(width) : n);
    return new Chart(nodes, rows);
  }

  private Node node(Summary.Row row, int index, boolean counts) {
    String shape = row.shape().toString();
    if (index < network.inputs().size()) {
      return new Card(
          "input " + row.name() + " " + shape, lines(row.name(), shape, "", ""), END, true);
    }
    Step step = network.steps().get(index - network.inputs().size());
    String owner = owners.putIfAbsent(step.weights(), step.name());
    String parameters = counts ? parameters(row, owner) : "";
    List<Card.Line> lines = lines(row.name(), shape, row.layer(), parameters);
    String words = words(row, parameters);
    if (openBlocks && step.layer() instanceof Block block) {
      return Frame.of(words, lines, inside(block, row, counts && owner == null));
    }
    return new Card(words, lines, colour(row, owner), false);
  }

  /** Left and right where there is room; below one another in a narrow box. */
  private List<Card.Line> lines(String name, String shape, String layer, String parameters) {
    if (layer.isEmpty()) return List.of(new Card.Line(name, shape));
    Card.Line what = new Card.Line(layer, narrow ? "" : parameters);
    return narrow
        ? List.of(new Card.Line(name, ""), what, new Card.Line(shape, parameters))
        : List.of(new Card.Line(name, shape), what);
  }

  private static String parameters(Summary.Row row, String owner) {
    if (owner != null) return "weights of " + owner;
    String count = row.parameters() == 0 ? "" : Figures.count(row.parameters(), "parameter");
    if (row.possibleLinks() == 0) return count;
    return count + String.format(Locale.ROOT, ", density %.4f", row.density());
  }

  private static String words(Summary.Row row, String parameters) {
    return row.name()
        + ": "
        + row.layer()
        + ", from "
        + String.join(", ", row.inputs())
        + ", output "
        + row.shape()
        + (parameters.isEmpty() ? "" : ", " + parameters);
  }

  private static String colour(Summary.Row row, String owner) {
    if (owner != null) return SHARED;
    if (row.inputs().size() > 1) return JOIN;
    return row.parameters() > 0 ? WEIGHTS : PLAIN;
  }

  private void output(String name) {
    String shape = summary.shape(name).toString();
    String which = network.outputs().size() == 1 ? "output" : "output " + name;
    nodes.add(new Card("output " + name + " " + shape, lines(which, "", "", ""), END, true));
  }

  /** The block's own network, on the shapes that it is used with. */
  private Chart inside(Block block, Summary.Row row, boolean counts) {
    List<InputSpec> inputs = new ArrayList<>();
    for (int i = 0; i < block.network().inputs().size(); i++) {
      InputSpec declared = block.network().inputs().get(i);
      Shape shape = summary.shape(row.inputs().get(i));
      inputs.add(new InputSpec(declared.name(), new Type(declared.type().dtype(), shape)));
    }
    Network inner = block.network().withInputs(inputs);
    return new NetworkChart(inner, inner.summary(), true).chart(false, counts);
  }
}
