package org.espalier.dsl.structure;

import java.util.Arrays;
import java.util.List;
import org.espalier.dsl.snapshot.Snapshot;

/** What optimizers keep for each number of a parameter. */
final class Slots {
  private Slots() {}

  /** Paths of the arrays of a parameter's stored sizes. */
  static List<String> of(Snapshot snapshot, String path, long[] dims) {
    return snapshot.arrays().keySet().stream()
        .filter(name -> name.startsWith("@optimizer/" + path + "/"))
        .filter(name -> Arrays.equals(snapshot.array(name).dims(), dims))
        .toList();
  }
}
