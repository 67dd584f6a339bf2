package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Shape;

/** Inputs and outputs of a weight to which its mask leaves no link: units and classes cut off. */
public final class CutUnits {
  private static final int SHOWN = 5;

  private CutUnits() {}

  /**
   * A line for each weight that is masked so, naming its path and the first few units; empty where
   * every unit has a link on either side.
   */
  public static List<String> of(Snapshot snapshot) {
    List<String> lines = new ArrayList<>();
    for (Connections c : Connections.of(snapshot.network())) {
      if (!c.masked() || !snapshot.arrays().containsKey(c.path())) continue;
      boolean[] present = Links.of(snapshot, c.path()).present();
      line(c.path(), c.shape(), present).ifPresent(lines::add);
    }
    return lines;
  }

  /** The line of one weight. */
  static Optional<String> line(String path, Shape shape, boolean[] present) {
    if (shape.rank() < 2) return Optional.empty();
    int out = (int) shape.last().size();
    int in = (int) shape.get(shape.rank() - 2).size();
    boolean[] feeds = new boolean[in];
    boolean[] fed = new boolean[out];
    for (int row = 0; row * out < present.length; row++) {
      for (int j = 0; j < out; j++) {
        if (!present[row * out + j]) continue;
        feeds[row % in] = true;
        fed[j] = true;
      }
    }
    List<String> parts = new ArrayList<>();
    without(fed, "outputs receive nothing").ifPresent(parts::add);
    without(feeds, "inputs lead nowhere").ifPresent(parts::add);
    if (parts.isEmpty()) return Optional.empty();
    return Optional.of("'" + path + "' cuts off: " + String.join("; ", parts));
  }

  private static Optional<String> without(boolean[] has, String what) {
    int[] none = IntStream.range(0, has.length).filter(i -> !has[i]).toArray();
    if (none.length == 0) return Optional.empty();
    List<String> shown = IntStream.of(none).limit(SHOWN).mapToObj(Integer::toString).toList();
    String more = none.length > SHOWN ? ", …" : "";
    return Optional.of(
        "%d of %d %s (%s%s)"
            .formatted(none.length, has.length, what, String.join(", ", shown), more));
  }
}
