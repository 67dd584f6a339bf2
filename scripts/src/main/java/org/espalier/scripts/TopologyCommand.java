package org.espalier.scripts;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.topology.CutOff;
import org.espalier.dsl.topology.LayerDistance;
import org.espalier.dsl.topology.Nnstd;
import org.espalier.dsl.topology.NnstdOptions;
import org.espalier.dsl.topology.Paths;
import org.espalier.dsl.topology.TopologyDistance;
import org.espalier.runtime.topology.LayerTopology;
import org.espalier.runtime.topology.OverUnits;
import org.espalier.runtime.topology.Topology;
import org.espalier.runtime.topology.WholeTopology;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code espalier topology}: how saved models are wired. */
@Command(
    name = "topology",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Prints who is linked to whom in a saved model; of two models, also how far they are apart"
            + " (NNSTD).")
final class TopologyCommand implements Callable<Integer> {
  @Mixin private Answer answer;

  @Parameters(index = "0", paramLabel = "MODEL", description = "What train --save wrote.")
  private Path model;

  @Parameters(index = "1", arity = "0..1", paramLabel = "OTHER", description = "Another one.")
  private Path other;

  @Option(
      names = "--outputs-in-order",
      description = "Compare output i with output i; else outputs are matched too.")
  private boolean outputsInOrder;

  @Option(names = "--pad", description = "Compare layers of different widths.")
  private boolean pad;

  @Override
  public Integer call() {
    if (other == null && (outputsInOrder || pad)) {
      throw answer.usage("--outputs-in-order and --pad compare two models; name another", null);
    }
    Snapshot one = Snapshot.load(model);
    ObjectNode node = json(Topology.of(one));
    if (other != null) {
      Snapshot two = Snapshot.load(other);
      ObjectNode second = json(Topology.of(two));
      NnstdOptions options = new NnstdOptions(!outputsInOrder, pad);
      TopologyDistance distance = Nnstd.distance(one, two, options);
      answer.say(distance);
      node.set("other", second);
      node.set("nnstd", json(distance));
    }
    answer.end(node);
    return 0;
  }

  private ObjectNode json(Topology topology) {
    answer.say(topology);
    answer.say("");
    ObjectNode node = Answer.node().put("network", topology.network());
    ArrayNode layers = node.putArray("layers");
    for (LayerTopology layer : topology.layers()) {
      ObjectNode row = layers.addObject().put("path", layer.path());
      row.put("sources", layer.sources()).put("units", layer.units()).put("links", layer.links());
      row.put("density", layer.density());
      row.put("unlinkedUnits", layer.unlinkedUnits());
      row.put("unlinkedSources", layer.unlinkedSources());
      put(row, "inDegree", layer.inDegree());
      put(row, "outDegree", layer.outDegree());
      put(row, "inStrength", layer.inStrength());
      put(row, "outStrength", layer.outStrength());
    }
    whole(node.putObject("whole"), topology.whole());
    ArrayNode cutOffs = node.putArray("cutOffs");
    for (CutOff cut : topology.cutOffs()) {
      ObjectNode row = cutOffs.addObject().put("path", cut.path()).put("kind", cut.kind().name());
      ArrayNode units = row.put("of", cut.of()).putArray("units");
      cut.units().forEach(units::add);
    }
    ArrayNode notes = node.putArray("notes");
    topology.notes().forEach(notes::add);
    return node;
  }

  private static void whole(ObjectNode node, WholeTopology whole) {
    node.put("units", whole.units()).put("edges", whole.edges());
    put(node, "degree", whole.degree());
    put(node, "hiddenDegree", whole.hiddenDegree());
    put(node, "strength", whole.strength());
    put(node, "core", whole.core());
    put(node, "centrality", whole.centrality());
    node.put("communities", whole.communities()).put("modularity", whole.modularity());
    if (whole.paths().isEmpty()) return;
    Paths paths = whole.paths().get();
    if (Double.isFinite(paths.number())) node.put("paths", paths.number());
    node.put("shortestPath", paths.shortest());
  }

  private static void put(ObjectNode node, String name, OverUnits of) {
    ObjectNode row = node.putObject(name).put("mean", of.mean()).put("deviation", of.deviation());
    row.put("min", of.min()).put("max", of.max());
  }

  private static ObjectNode json(TopologyDistance distance) {
    ObjectNode node = Answer.node().put("mean", distance.mean());
    node.put("unambiguous", distance.unambiguous());
    ArrayNode layers = node.putArray("layers");
    for (LayerDistance layer : distance.layers()) {
      ObjectNode row = layers.addObject().put("path", layer.path());
      row.put("distance", layer.distance()).put("inOrder", layer.inOrder());
      ArrayNode matching = row.put("unique", layer.unique()).putArray("matching");
      layer.matching().forEach(matching::add);
    }
    return node;
  }
}
