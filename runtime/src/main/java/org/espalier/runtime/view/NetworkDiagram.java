package org.espalier.runtime.view;

import java.util.Objects;
import java.util.stream.Collectors;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Summary;
import org.espalier.runtime.plot.Ink;
import org.espalier.runtime.plot.Lettering;
import org.espalier.runtime.plot.Picture;

/**
 * A network drawn from its inputs at the top to its outputs at the bottom: a box a step, with its
 * name, layer, output shape and number of parameters. Blue steps own parameters, magenta ones use
 * those of an earlier step, orange ones join several values. Equal networks draw equal bytes.
 *
 * <pre>{@code
 * NetworkDiagram.of(network).saveTo(Path.of("network.svg"));
 * }</pre>
 */
public final class NetworkDiagram extends Picture {
  private static final double MARGIN = 20;
  private static final double HEAD = 62;
  private static final double TITLE = 17;

  private final Network network;
  private final boolean openBlocks;
  private final Summary summary;
  private final Chart chart;

  private NetworkDiagram(Network network, Summary summary, boolean openBlocks, Chart chart) {
    super(
        network.name(),
        describe(network, summary),
        (int) Math.ceil(Math.max(chart.width(), headWidth(summary)) + 2 * MARGIN),
        (int) Math.ceil(HEAD + chart.height() + MARGIN));
    this.network = network;
    this.summary = summary;
    this.openBlocks = openBlocks;
    this.chart = chart;
  }

  /**
   * Lays a network out; each {@link org.espalier.dsl.layer.Block} is open, so that its own steps
   * show.
   *
   * @throws org.espalier.dsl.error.EspalierException if the network cannot be traced
   */
  public static NetworkDiagram of(Network network) {
    return of(network, true);
  }

  /** The same network with a single box for each block. */
  public NetworkDiagram withClosedBlocks() {
    return of(network, false);
  }

  private static NetworkDiagram of(Network network, boolean openBlocks) {
    Summary summary = network.summary();
    Chart chart = NetworkChart.of(network, summary, openBlocks);
    return new NetworkDiagram(network, summary, openBlocks, chart);
  }

  @Override
  protected String drawing() {
    StringBuilder svg = new StringBuilder("<svg>\n");
    Card.rect(svg, "card", 0, 0, width(), height(), 10);
    svg.append(" fill=\"").append(Ink.CARD).append("\"/>\n");
    Card.text(svg, MARGIN, 29, TITLE, Ink.TEXT, " font-weight=\"bold\"", network.name());
    Card.text(svg, MARGIN, 48, Card.PLAIN, Ink.MUTED, "", size(summary));
    svg.append('\n');
    chart.draw(svg, (width() - chart.width()) / 2, HEAD);
    return svg.append("</svg>").toString();
  }

  @Override
  protected String identity() {
    long drawn = drawing().hashCode() * 0x9e3779b97f4a7c15L + description().hashCode();
    return "n" + Long.toString(drawn >>> 1, 36);
  }

  private static double headWidth(Summary summary) {
    return Math.max(
        Lettering.width(summary.network(), TITLE) * 1.06,
        Lettering.width(size(summary), Card.PLAIN));
  }

  private static String size(Summary summary) {
    String state =
        summary.state() == 0 ? "" : " · " + Figures.grouped(summary.state()) + " of state";
    return Figures.count(summary.parameters(), "parameter")
        + state
        + " · "
        + Figures.count(summary.macs(), "multiply-accumulate")
        + " an example";
  }

  /** In words: what goes in, each step with what it uses, what comes out. */
  private static String describe(Network network, Summary summary) {
    String inputs =
        network.inputs().stream()
            .map(in -> in.name() + " " + summary.shape(in.name()))
            .collect(Collectors.joining(", "));
    String steps =
        summary.rows().stream()
            .skip(network.inputs().size())
            .map(r -> r.name() + " (" + r.layer() + ") from " + String.join(" and ", r.inputs()))
            .collect(Collectors.joining("; "));
    String outputs =
        network.outputs().stream()
            .map(out -> out + " " + summary.shape(out))
            .collect(Collectors.joining(", "));
    return "Network of "
        + Figures.count(network.steps().size(), "step")
        + ", "
        + size(summary)
        + ". Input: "
        + inputs
        + (steps.isEmpty() ? "" : ". Steps: " + steps)
        + ". Output: "
        + outputs
        + ".";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NetworkDiagram d
        && openBlocks == d.openBlocks
        && network.equals(d.network);
  }

  @Override
  public int hashCode() {
    return Objects.hash(network, openBlocks);
  }
}
