package org.espalier.dsl.snapshot;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.step.Training;

/** The file form of a snapshot: its arrays under a header with all the rest. */
final class SnapshotFile {
  private SnapshotFile() {}

  /** What precedes the arrays. */
  record Header(
      Network network,
      Optional<Training> training,
      Progress progress,
      Map<String, String> provenance,
      List<ArrayFile.Entry> arrays) {}

  static void save(Snapshot s, Path file, Json json) {
    ArrayFile.save(
        s.arrays(),
        entries -> new Header(s.network(), s.training(), s.progress(), s.provenance(), entries),
        file,
        json);
  }

  static Snapshot load(Path file, Json json) {
    ArrayFile.Content<Header> read =
        ArrayFile.load(file, Header.class, Header::arrays, "Espalier snapshot", json);
    Header h = read.header();
    return new Snapshot(h.network(), h.training(), read.arrays(), h.progress(), h.provenance());
  }
}
