package org.espalier.runtime.coding;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.LayerReport;
import org.espalier.dsl.coding.LearnedLayer;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.snapshot.ArrayFile;
import org.espalier.dsl.tensor.Tensor;

/**
 * Where learning stands after a whole pass.
 *
 * @param settings how it learns
 * @param data checksum of the samples
 * @param layers done
 * @param reports of layers done
 * @param objectives of the passes over the layer under way
 * @param arrays what the layer under way needs; empty when it has not begun
 */
record LearningState(
    EfficientCoding settings,
    String data,
    List<LearnedLayer> layers,
    List<LayerReport> reports,
    List<Double> objectives,
    SortedMap<String, Tensor> arrays) {
  /** What precedes the arrays in the file. */
  public record Header(
      EfficientCoding settings,
      String data,
      List<LearnedLayer> layers,
      List<LayerReport> reports,
      List<Double> objectives,
      List<ArrayFile.Entry> arrays) {}

  static LearningState fresh(EfficientCoding settings, String data) {
    return new LearningState(settings, data, List.of(), List.of(), List.of(), new TreeMap<>());
  }

  void saveTo(Path file) {
    ArrayFile.save(
        arrays,
        entries -> new Header(settings, data, layers, reports, objectives, entries),
        file,
        Json.standard());
  }

  /**
   * What a file holds, if there is one.
   *
   * @throws EspalierException when it is of other settings or other data, or damaged
   */
  static Optional<LearningState> load(Path file, EfficientCoding settings, String data) {
    if (!Files.exists(file)) return Optional.empty();
    ArrayFile.Content<Header> read =
        ArrayFile.load(
            file, Header.class, Header::arrays, "state of structure learning", Json.standard());
    Header h = read.header();
    if (!h.settings().equals(settings)) {
      throw new EspalierException(
          file
              + " was written with other settings: "
              + h.settings()
              + ", not "
              + settings
              + "; learn with those, or name another file");
    }
    if (!h.data().equals(data)) {
      throw new EspalierException(
          file
              + " was written with other data (checksum "
              + h.data()
              + ", not "
              + data
              + "); learn from those, or name another file");
    }
    return Optional.of(
        new LearningState(settings, data, h.layers(), h.reports(), h.objectives(), read.arrays()));
  }
}
