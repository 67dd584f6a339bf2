package org.espalier.dsl.coding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.json.Described;

/**
 * What {@link EfficientCoding} found: layers to be stacked, and a report of every layer that was
 * tried. It has a JSON form; {@link #classifiers} makes networks of it.
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
  /** What the names of {@link #figures} begin with, also in the provenance of classifiers. */
  public static final String FIGURES = "structure/";

  public LearnedStructure {
    input = List.copyOf(input);
    layers = List.copyOf(layers);
    reports = List.copyOf(reports);
    provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
  }

  /**
   * Classifiers of raw samples made of it, and those it has to be compared with: {@code
   * classifiers(10).learned()}.
   *
   * @param classes ≥ 2
   * @throws org.espalier.dsl.error.EspalierException when no layer was learned
   */
  public Classifiers classifiers(int classes) {
    return new Classifiers(this, classes);
  }

  /** The figures of the accepted layers' reports by name: {@code structure/1/entropy}. */
  public Map<String, Double> figures() {
    Map<String, Double> figures = new LinkedHashMap<>();
    for (LayerReport r : reports) {
      if (!r.accepted()) continue;
      String layer = FIGURES + r.layer() + "/";
      figures.put(layer + "entropy", r.entropy());
      figures.put(layer + "dependence", r.dependence());
      figures.put(layer + "gain", r.length().gain());
      figures.put(layer + "reconstructionError", r.reconstructionError());
      figures.put(layer + "active", r.active());
      figures.put(layer + "density", r.density());
      figures.put(layer + "locality", r.locality());
      figures.put(layer + "randomLocality", r.randomLocality());
    }
    return figures;
  }

  /** The reports as a table, and why there are no more layers. */
  public String report() {
    return ReportText.of(this);
  }
}
