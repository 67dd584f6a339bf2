package org.espalier.runtime.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.espalier.dsl.topology.Paths;
import org.espalier.dsl.topology.Population;
import org.espalier.dsl.topology.Wiring;

/**
 * A network as one graph of all its units, inputs included; links between the same two units are
 * one edge, whose weight is the sum of their |weight|.
 *
 * @param units number of units
 * @param edges pairs of units that are linked
 * @param degree edges at each unit
 * @param hiddenDegree edges, in and out, at each unit that is neither input nor output
 * @param strength sum of weights at each unit
 * @param core number of each unit in the weighted k-core decomposition
 * @param centrality eigenvector centrality of each unit, of length 1
 * @param communities number of communities
 * @param modularity of these communities, in [−0.5, 1]
 * @param paths ways from inputs to outputs; empty where links cannot be followed throughout
 */
public record WholeTopology(
    int units,
    long edges,
    OverUnits degree,
    OverUnits hiddenDegree,
    OverUnits strength,
    OverUnits core,
    OverUnits centrality,
    int communities,
    double modularity,
    Optional<Paths> paths) {

  static WholeTopology of(Wiring wiring, List<String> notes) {
    UnitGraph graph = UnitGraph.of(wiring);
    Centrality centrality = Centrality.of(graph);
    if (!centrality.converged()) {
      notes.add("eigenvector centrality is not exact: two parts are nearly equally central");
    }
    Communities communities = Communities.of(graph);
    double[] degrees = graph.degrees();
    double[] hidden = hidden(wiring).mapToDouble(unit -> degrees[unit]).toArray();
    Optional<Paths> paths = wiring.followed() ? Optional.of(new Paths(wiring)) : Optional.empty();
    if (paths.isEmpty()) notes.add("paths are not counted, as links are not followed throughout");
    return new WholeTopology(
        graph.size(),
        graph.edges(),
        new OverUnits(degrees),
        new OverUnits(hidden),
        new OverUnits(graph.strengths()),
        new OverUnits(Cores.of(graph)),
        new OverUnits(centrality.values()),
        communities.count(),
        communities.modularity(),
        paths);
  }

  private static IntStream hidden(Wiring wiring) {
    boolean[] end = new boolean[wiring.size()];
    for (Population p : wiring.populations()) {
      if (p.input()) Arrays.fill(end, p.first(), p.first() + p.size(), true);
    }
    for (int[] output : wiring.outputs()) for (int unit : output) end[unit] = true;
    return IntStream.range(0, end.length).filter(unit -> !end[unit]);
  }

  List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("units", Numbers.of(units)));
    rows.add(List.of("edges", Numbers.of(edges)));
    rows.add(List.of("degree of hidden units", hiddenDegree.toString()));
    rows.add(List.of("strength", strength.toString()));
    rows.add(List.of("weighted core", core.toString()));
    rows.add(List.of("eigenvector centrality", centrality.toString()));
    rows.add(List.of("communities", Numbers.of(communities)));
    rows.add(List.of("modularity", Numbers.of(modularity)));
    paths.ifPresent(
        found -> {
          rows.add(List.of("paths from inputs to outputs", Numbers.of(found.number())));
          rows.add(
              List.of(
                  "shortest path",
                  found.number() == 0 ? "none" : Numbers.of(found.shortest()) + " links"));
        });
    return rows;
  }
}
