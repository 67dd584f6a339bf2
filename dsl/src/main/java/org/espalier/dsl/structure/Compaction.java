package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.layer.CarriesUnits;
import org.espalier.dsl.layer.HasUnits;
import org.espalier.dsl.snapshot.Snapshot;

/**
 * Removes units that change no output: those that lead nowhere, and those whose value is the same
 * for every input within bounds (a ReLU that never opens, a unit without incoming links), which the
 * biases of the next layers take up. Two dense layers without anything but a line between them
 * become one where that has fewer numbers. The network is smaller and gives the same outputs, up to
 * rounding, when it does not train. Layers take part that are {@link HasUnits} or {@link
 * CarriesUnits}; units next to any other layer stay.
 *
 * @param low least value of any input
 * @param high largest value of any input
 */
public record Compaction(double low, double high) implements StructurePass {
  public Compaction {
    Check.finite("low", low);
    Check.finite("high", high);
    Check.that(low <= high, "low must be at most high, got %s and %s", low, high);
  }

  /** For inputs of any float32 value. */
  public Compaction() {
    this(-Float.MAX_VALUE, Float.MAX_VALUE);
  }

  @Override
  public Plan plan(Snapshot stored, Evidence evidence) {
    List<Edit> edits = new ArrayList<>(new MaskedStorage().plan(stored, evidence).edits());
    List<String> linked =
        edits.stream()
            .filter(StoreMask.class::isInstance)
            .map(e -> ((StoreMask) e).path())
            .toList();
    Snapshot snapshot = new Plan("", edits).apply(stored);
    int masks = edits.size();
    Set<String> notes = new LinkedHashSet<>();
    while (true) {
      CompactionRound round = new CompactionRound(snapshot, low, high);
      List<Edit> found = round.edits();
      notes.addAll(round.notes());
      if (found.isEmpty()) break;
      edits.addAll(found);
      snapshot = new Plan("", found).apply(snapshot);
    }
    if (edits.size() == masks) edits.clear();
    else for (String path : linked) back(snapshot, path, edits);
    return new Plan(name(), edits, List.copyOf(notes));
  }

  /** What was stored by its links is so again. */
  private static void back(Snapshot snapshot, String path, List<Edit> edits) {
    if (!snapshot.arrays().containsKey(org.espalier.dsl.parametrization.Masked.path(path))) return;
    StoreLinks edit = StoreLinks.of(snapshot, path);
    if (edit.links() > 0) edits.add(edit);
  }

  private String name() {
    boolean any = low == -Float.MAX_VALUE && high == Float.MAX_VALUE;
    return "compaction" + (any ? "" : " for inputs from " + low + " to " + high);
  }
}
