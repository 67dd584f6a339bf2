package org.espalier.dsl.structure;

import java.util.List;
import org.espalier.dsl.network.ParametrizationRule;
import org.espalier.dsl.snapshot.Snapshot;

/** Where masks lie in a snapshot. */
public final class Masks {
  private Masks() {}

  /** The path of a parameter's mask. */
  public static String path(String parameter) {
    return parameter + "/mask";
  }

  /** Whether a parameter has a mask. */
  public static boolean has(Snapshot snapshot, String parameter) {
    return snapshot.arrays().containsKey(path(parameter));
  }

  /**
   * Paths of the network's arrays that match a pattern and may be masked: float, with two axes or
   * more, and no masks themselves.
   *
   * @param pattern below the network, as {@link ParametrizationRule} has it
   */
  public static List<String> maskable(Snapshot snapshot, String pattern) {
    String root = snapshot.network().name() + "/";
    return snapshot.arrays().entrySet().stream()
        .filter(e -> e.getKey().startsWith(root) && !e.getKey().endsWith("/mask"))
        .filter(e -> e.getValue().dtype().isFloat() && e.getValue().dims().length >= 2)
        .map(e -> e.getKey())
        .filter(p -> ParametrizationRule.matches(pattern, p.substring(root.length())))
        .toList();
  }
}
