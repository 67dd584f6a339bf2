package org.espalier.dsl.structure;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Tensor;

/**
 * Forgets whatever optimizers and step programs keep between steps; they begin as at the first.
 *
 * @param elements how many numbers that are
 */
public record ForgetSlots(long elements) implements Edit {
  /** All of a snapshot. */
  public static ForgetSlots of(Snapshot snapshot) {
    return new ForgetSlots(slots(snapshot).values().stream().mapToLong(Tensor::size).sum());
  }

  private static SortedMap<String, Tensor> slots(Snapshot snapshot) {
    SortedMap<String, Tensor> slots = new TreeMap<>(snapshot.arrays());
    slots.keySet().removeIf(path -> !path.startsWith("@"));
    return slots;
  }

  @Override
  public Snapshot apply(Snapshot snapshot) {
    SortedMap<String, Tensor> kept = new TreeMap<>(snapshot.arrays());
    kept.keySet().removeAll(slots(snapshot).keySet());
    return new Snapshot(
        snapshot.network(), snapshot.training(), kept, snapshot.progress(), snapshot.provenance());
  }

  @Override
  public List<String> row() {
    return List.of("what the optimizer keeps", "0", "0", "", Long.toString(elements));
  }
}
