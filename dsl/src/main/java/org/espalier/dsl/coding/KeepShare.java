package org.espalier.dsl.coding;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.IntStream;
import org.espalier.dsl.error.Check;

/**
 * Keeps a share of all links, the strongest of the whole layer, and always each unit's strongest
 * one. Equal strengths go by place; links of strength 0 are not kept, so that fewer may be left
 * than were asked for where the link penalty is strong.
 *
 * @param density kept / total at most, in (0, 1]
 */
public record KeepShare(double density) implements MaskRule {
  public KeepShare {
    Check.density("density", density);
  }

  @Override
  public boolean[][] keep(double[][] norms) {
    int links = norms[0].length;
    boolean[][] kept = new boolean[norms.length][links];
    int left = (int) Math.round(density * norms.length * links);
    for (int j = 0; j < norms.length; j++) {
      kept[j][strongest(norms[j])] = true;
      left--;
    }
    int[] order =
        IntStream.range(0, norms.length * links)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -norms[i / links][i % links]))
            .mapToInt(i -> i)
            .toArray();
    for (int i : order) {
      if (left <= 0 || norms[i / links][i % links] == 0) break;
      if (kept[i / links][i % links]) continue;
      kept[i / links][i % links] = true;
      left--;
    }
    return kept;
  }

  @Override
  public String remark(double kept) {
    return kept > 0.9 * density
        ? ""
        : String.format(
            Locale.ROOT,
            "only %.4f of the links are not 0, less than density = %s: make the link penalty weaker",
            kept,
            density);
  }

  private static int strongest(double[] norms) {
    int best = 0;
    for (int i = 1; i < norms.length; i++) if (norms[i] > norms[best]) best = i;
    return best;
  }
}
