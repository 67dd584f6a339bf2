package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.snapshot.Snapshot;

/**
 * What a structure pass is going to do, as data: it can be printed, logged, tested without
 * TensorFlow and replayed.
 *
 * @param pass who made it, with its settings
 * @param edits in order
 * @param warnings what people should know about the result, a line each
 */
public record Plan(String pass, List<Edit> edits, List<String> warnings) implements Described {
  private static final List<String> HEAD =
      List.of("", "dropped", "grown", "density", "slots reset");

  public Plan {
    edits = List.copyOf(edits);
    warnings = List.copyOf(warnings);
  }

  /** Without warnings. */
  public Plan(String pass, List<? extends Edit> edits) {
    this(pass, List.copyOf(edits), List.of());
  }

  /**
   * Of links that change, with masks where there are none, and a warning where units are cut off.
   *
   * @param changes of the links as they are, in order
   */
  static Plan of(String pass, Snapshot snapshot, Map<Links, Relink> changes) {
    List<Edit> edits = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    changes.forEach(
        (links, change) -> {
          if (change.isEmpty()) return;
          if (!Links.canChange(snapshot, change.path())) edits.add(new AddMask(change.path()));
          edits.add(change);
          change.warning(links).ifPresent(warnings::add);
        });
    return new Plan(pass, edits, warnings);
  }

  /** The snapshot with every edit made, in order. */
  public Snapshot apply(Snapshot snapshot) {
    Snapshot result = snapshot;
    for (Edit edit : edits) result = edit.apply(result);
    return result;
  }

  /** Headings of what {@link Edit#row} says. */
  public static List<String> head() {
    return HEAD;
  }

  /** True when nothing changes. */
  public boolean isEmpty() {
    return edits.isEmpty();
  }

  /** A table: a row an edit. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(pass);
    if (isEmpty()) return text.append(": nothing to change").toString();
    text.append('\n').append(line(HEAD));
    for (Edit edit : edits) text.append('\n').append(line(edit.row()));
    for (String warning : warnings) text.append("\n  ").append(warning);
    return text.toString();
  }

  private static String line(List<String> cells) {
    StringBuilder line = new StringBuilder(String.format("  %-34s", cells.get(0)));
    for (String cell : cells.subList(1, cells.size())) line.append(String.format("%18s", cell));
    return line.toString().stripTrailing();
  }
}
