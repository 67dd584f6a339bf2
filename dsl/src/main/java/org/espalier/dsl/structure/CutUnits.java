package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.init.LinkCounts;
import org.espalier.dsl.snapshot.Snapshot;

/** Inputs and outputs of a weight to which its mask leaves no link: units and classes cut off. */
public final class CutUnits {
  private CutUnits() {}

  /**
   * A line for each weight that is masked so, naming its path and the first few units; empty where
   * every unit has a link on either side.
   */
  public static List<String> of(Snapshot snapshot) {
    List<String> lines = new ArrayList<>();
    for (Connections c : Connections.of(snapshot.network())) {
      if (!c.masked() || !snapshot.arrays().containsKey(c.path())) continue;
      int[] places = Links.of(snapshot, c.path()).places();
      LinkCounts.of(c.path(), c.shape(), places).cutOff().ifPresent(lines::add);
    }
    return lines;
  }
}
