package org.espalier.dsl.coding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.snapshot.Snapshot;

/**
 * What {@link EfficientCoding} found: layers to be stacked, and a report of every layer that was
 * tried. It has a JSON form; {@link #classifier} makes a network of it.
 *
 * @param settings how it was learned
 * @param input shape of a sample: [height, width, channels] or [features]
 * @param layers accepted ones, bottom-up; perhaps none
 * @param reports of accepted layers and of the one that was dropped
 * @param stopped why there are no more layers
 * @param provenance versions, machine, data: name → text
 */
public record LearnedStructure(
    EfficientCoding settings,
    List<Long> input,
    List<LearnedLayer> layers,
    List<LayerReport> reports,
    String stopped,
    Map<String, String> provenance)
    implements Described {
  public LearnedStructure {
    input = List.copyOf(input);
    layers = List.copyOf(layers);
    reports = List.copyOf(reports);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /**
   * A classifier of raw samples: the learned layers with frozen masks and weights from the
   * dictionary, and a linear layer on top.
   *
   * @param classes ≥ 2
   */
  public Snapshot classifier(int classes) {
    return networks(classes).learned();
  }

  /** Classifiers made of it in other ways, and those it has to be compared with. */
  public StructureNetworks networks(int classes) {
    return new StructureNetworks(this, classes);
  }

  /** The reports as a table, and why there are no more layers. */
  public String report() {
    return ReportText.of(this);
  }
}
