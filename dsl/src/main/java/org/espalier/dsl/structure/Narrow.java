package org.espalier.dsl.structure;

import java.util.List;
import java.util.Locale;
import org.espalier.dsl.layer.HasUnits;
import org.espalier.dsl.snapshot.Snapshot;

/**
 * Describes a layer with fewer units.
 *
 * @param step of the layer
 * @param before units it had
 * @param after units it has then
 */
public record Narrow(String step, int before, int after) implements Edit {
  @Override
  public Snapshot apply(Snapshot snapshot) {
    return snapshot.withNetwork(
        snapshot.network().withLayer(step, layer -> ((HasUnits) layer).withUnits(after)));
  }

  @Override
  public List<String> row() {
    String what = String.format(Locale.ROOT, "%s: %d → %d units", step, before, after);
    return List.of(what, Integer.toString(before - after), "0", "", "0");
  }
}
