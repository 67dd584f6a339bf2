package org.espalier.runtime.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.topology.CutOff;
import org.espalier.dsl.topology.Wiring;
import org.espalier.runtime.plot.Plot;
import org.espalier.runtime.plot.Plots;
import org.espalier.runtime.view.Html;
import org.espalier.runtime.view.Table;
import org.espalier.runtime.view.Viewable;
import org.espalier.runtime.view.Views;

/**
 * How a network is wired: layer by layer, and as one graph of units. A parameter with a mask is
 * linked where that is not 0, one without where its weight is not 0.
 *
 * @param network its name
 * @param layers a row a parameter, in the order of the network
 * @param whole the graph of all units
 * @param cutOffs units and classes that no longer take part
 * @param notes what was assumed, and what is not told for what reason
 */
public record Topology(
    String network,
    List<LayerTopology> layers,
    WholeTopology whole,
    List<CutOff> cutOffs,
    List<String> notes)
    implements Viewable {
  private static final List<String> HEAD =
      List.of(
          "parameter",
          "sources",
          "units",
          "links",
          "density",
          "links of a unit",
          "links of a source",
          "strength of a unit");

  public Topology {
    layers = List.copyOf(layers);
    cutOffs = List.copyOf(cutOffs);
    notes = List.copyOf(notes);
  }

  /**
   * Of a network with its masks and weights.
   *
   * @throws org.espalier.dsl.error.EspalierException when it has no links to look at, or a weight
   *     is no number
   */
  public static Topology of(Snapshot snapshot) {
    return of(Wiring.of(snapshot));
  }

  /** Of a chain of layers, from masks or weights; see {@link Wiring#of(List)}. */
  public static Topology of(List<Nd> kernels) {
    return of(Wiring.of(kernels));
  }

  /** Of a wiring. */
  public static Topology of(Wiring wiring) {
    List<String> notes = new ArrayList<>(wiring.notes());
    return new Topology(
        wiring.network(),
        wiring.distinct().stream().map(LayerTopology::of).toList(),
        WholeTopology.of(wiring, notes),
        CutOff.of(wiring),
        notes);
  }

  /** Histogram of the links that units have, a colour a layer. */
  public Plot plotDegrees() {
    return plot("links of each unit", "links of a unit (number)", LayerTopology::inDegree);
  }

  /** Histogram of the units' strengths, the sums of |weight| over their links. */
  public Plot plotStrengths() {
    return plot("strength of each unit", "sum of |weight| (no unit)", LayerTopology::inStrength);
  }

  private Plot plot(
      String what, String x, java.util.function.Function<LayerTopology, OverUnits> of) {
    return Plots.bars(
        network + ": " + what,
        x,
        "units (number)",
        OverUnits.histogram(
            layers.stream().map(LayerTopology::path).toList(), layers.stream().map(of).toList()));
  }

  /** UnitLinks, degrees and strengths by layer. */
  public Table table() {
    return new Table(
        network + ": links by layer", HEAD, layers.stream().map(Topology::row).toList());
  }

  private static List<String> row(LayerTopology layer) {
    return List.of(
        layer.path(),
        Numbers.of(layer.sources()),
        Numbers.of(layer.units()),
        Numbers.of(layer.links()),
        Numbers.of(layer.density()),
        layer.inDegree().toString(),
        layer.outDegree().toString(),
        layer.inStrength().toString());
  }

  /** What holds of the graph of all units. */
  public Table wholeTable() {
    return new Table(
        network + ": the graph of its units; means, with least and most",
        List.of("measure", "value"),
        whole.rows());
  }

  /** Warnings and notes, a line each. */
  public List<String> remarks() {
    return Stream.concat(cutOffs.stream().map(c -> "warning: " + c), notes.stream()).toList();
  }

  @Override
  public String html() {
    String remarks = remarks().stream().collect(Collectors.joining("\n"));
    return table().html()
        + wholeTable().html()
        + (remarks.isEmpty() ? "" : Html.text(remarks))
        + Views.html(plotDegrees()).orElseThrow();
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(table().caption());
    lines.add(table().toString());
    lines.add("");
    lines.add(wholeTable().caption());
    lines.add(wholeTable().toString());
    if (!remarks().isEmpty()) lines.add("");
    lines.addAll(remarks());
    return String.join("\n", lines);
  }
}
