package org.espalier.runtime.sparse;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.structure.LinkedStorage;
import org.espalier.runtime.Compute;

/**
 * How masked matrices are stored and computed by a model that begins. The snapshot has that form
 * from then on: opening it elsewhere, or later, decides nothing anew.
 */
public enum SparseExecution {
  /** As full ones behind their masks. */
  MASKED,
  /** By their links alone. */
  LINKED,
  /** By their links below this machine's break-even density; see {@link BreakEven}. */
  AUTO;

  /** What provenance calls the decision. */
  public static final String FACT = "sparse";

  /**
   * A snapshot in the form that this asks for, its provenance saying why.
   *
   * @param compute what AUTO's break-even density was measured with
   */
  public Snapshot of(Snapshot snapshot, Compute compute) {
    if (this == MASKED) return snapshot;
    Optional<BreakEven> stored = this == AUTO ? BreakEven.stored(compute) : Optional.empty();
    double below = this == LINKED ? 1 : stored.map(BreakEven::density).orElse(BreakEven.USUAL);
    Map<String, String> facts = new LinkedHashMap<>(snapshot.provenance());
    facts.put(FACT, this == LINKED ? "by links" : reason(below, stored.isPresent()));
    Snapshot told = snapshot.withProvenance(facts);
    return below == 0 ? told : new LinkedStorage(below).plan(told).apply(told);
  }

  private static String reason(double below, boolean measured) {
    return String.format(
        Locale.ROOT,
        "by links below density %.4f, %s",
        below,
        measured ? "measured on this machine" : "the usual");
  }
}
