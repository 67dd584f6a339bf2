package org.espalier.dsl.coding;

import java.util.Arrays;
import org.espalier.dsl.error.Check;

/**
 * Keeps the links of a unit that are stronger than a fraction of its strongest one.
 *
 * @param threshold τ, in [0, 1)
 */
public record KeepAbove(double threshold) implements MaskRule {
  public KeepAbove {
    Check.rate("threshold", threshold);
  }

  @Override
  public boolean[][] keep(double[][] norms) {
    boolean[][] kept = new boolean[norms.length][norms[0].length];
    for (int j = 0; j < norms.length; j++) {
      double most = Arrays.stream(norms[j]).max().orElse(0);
      for (int i = 0; i < kept[j].length; i++) {
        kept[j][i] = norms[j][i] > threshold * most || (most > 0 && norms[j][i] == most);
      }
    }
    return kept;
  }
}
