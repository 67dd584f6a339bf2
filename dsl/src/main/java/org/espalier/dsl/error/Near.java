package org.espalier.dsl.error;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names that look like what was typed, for "did you mean". */
public final class Near {
  private static final int MOST = 3;

  private Near() {}

  /**
   * Known names within a few edits of a typed one, nearest first, three at most. Letter case does
   * not count.
   */
  public static List<String> to(String typed, Collection<String> known) {
    int allowed = Math.max(2, typed.length() / 3);
    List<String> near = new ArrayList<>(known.stream().distinct().sorted().toList());
    near.removeIf(name -> distance(typed, name) > allowed);
    near.sort(Comparator.comparingInt(name -> distance(typed, name)));
    return List.copyOf(near.subList(0, Math.min(MOST, near.size())));
  }

  /** The known name that a typed one means, letter case, {@code -} and {@code _} aside. */
  public static Optional<String> same(String typed, Collection<String> known) {
    if (known.contains(typed)) return Optional.of(typed);
    return known.stream().filter(name -> bare(name).equals(bare(typed))).sorted().findFirst();
  }

  private static String bare(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }

  /** {@code "; did you mean 'dense'?"}, or nothing when no name is near. */
  public static String hint(String typed, Collection<String> known) {
    List<String> near = to(typed, known);
    if (near.isEmpty()) return "";
    return near.stream().collect(Collectors.joining("' or '", "; did you mean '", "'?"));
  }

  /** Edits, not counting a prefix such as {@code op.} that was left out. */
  private static int distance(String typed, String name) {
    String a = typed.toLowerCase(Locale.ROOT);
    String b = name.toLowerCase(Locale.ROOT);
    return Math.min(edits(a, b), edits(a, b.substring(b.lastIndexOf('.') + 1)));
  }

  /** Levenshtein distance. */
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) row[j] = j;
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int kept = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(kept, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
