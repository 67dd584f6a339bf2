package org.espalier.dsl.structure;

import java.util.List;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.snapshot.Snapshot;

/**
 * What a structure pass is going to do, as data: it can be printed, logged, tested without
 * TensorFlow and replayed.
 *
 * @param pass who made it, with its settings
 * @param edits in order
 */
public record Plan(String pass, List<Edit> edits) implements Described {
  private static final List<String> HEAD =
      List.of("", "dropped", "grown", "density", "slots reset");

  public Plan {
    edits = List.copyOf(edits);
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
    return text.toString();
  }

  private static String line(List<String> cells) {
    StringBuilder line = new StringBuilder(String.format("  %-34s", cells.get(0)));
    for (String cell : cells.subList(1, cells.size())) line.append(String.format("%18s", cell));
    return line.toString().stripTrailing();
  }
}
