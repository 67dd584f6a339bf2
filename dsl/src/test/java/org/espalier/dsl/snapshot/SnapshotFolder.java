package org.espalier.dsl.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.step.Training;
import org.junit.jupiter.api.io.TempDir;

/** A folder of a test's own, and a snapshot to lay in it. */
abstract class SnapshotFolder {
  @TempDir Path folder;

  static Network network() {
    return Network.named("net").vector(3).dense(5, new Relu()).batchNorm().dense(2).build();
  }

  static Snapshot snapshot() {
    Map<String, Double> epoch = new LinkedHashMap<>();
    for (String name : List.of("zeta", "loss", "accuracy", "beta", "alpha")) {
      epoch.put(name, 0.1 + epoch.size());
    }
    epoch.put("worst", Double.NaN);
    Map<String, String> provenance = new LinkedHashMap<>();
    provenance.put("tensorflow", "2.18.0");
    provenance.put("data", "\"quoted\" äöü ∂");
    Snapshot start = Snapshot.initial(network(), Training.classification().seed(0));
    return new Snapshot(
        start.network(),
        start.training(),
        start.arrays(),
        new Progress(2, 17, 18, List.of(epoch, Map.of("loss", 1e-300))),
        provenance);
  }

  final Path saved(Snapshot snapshot) {
    Path file = folder.resolve("net.espalier");
    snapshot.saveTo(file);
    return file;
  }

  final void holdsOnly(Path... files) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      assertThat(found).containsExactlyInAnyOrder(files);
    }
  }
}
