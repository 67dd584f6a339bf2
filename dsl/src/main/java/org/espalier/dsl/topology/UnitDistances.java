package org.espalier.dsl.topology;

import java.util.stream.IntStream;
import org.espalier.dsl.error.EspalierException;

/**
 * Distances of all pairs of units of two layers, |G Δ H| / |G ∪ H|; 0 where both have no links. The
 * common links of a unit with all others are counted link by link where that is less work than by
 * words of 64 sources.
 */
final class UnitDistances {
  private final int n;
  private final UnitLinks one;
  private final UnitLinks other;
  private final double[] cost;

  private UnitDistances(int n, UnitLinks one, UnitLinks other) {
    this.n = n;
    this.one = one;
    this.other = other;
    this.cost = new double[n * n];
  }

  /**
   * In row-major order [unit of the first, unit of the second].
   *
   * @param n units of the wider layer; the narrower is filled up with units without links
   * @param sources number of sources that both are numbered by
   */
  static double[] of(int n, int sources, UnitLinks one, UnitLinks other) {
    if (n > Assignment.MOST) {
      throw new EspalierException(
          "a layer of "
              + n
              + " units has too many pairs to compare; at most "
              + Assignment.MOST
              + " units can be");
    }
    return new UnitDistances(n, one, other).all(sources);
  }

  private double[] all(int sources) {
    int[][] heard = heard(sources);
    long single = 0;
    for (int place : one.places()) single += heard[place].length;
    long words = (sources + 63) / 64;
    boolean byLink = single <= words * n * n;
    long[][] bits = byLink ? null : bits(other, sources);
    IntStream.range(0, n)
        .parallel()
        .forEach(
            i -> {
              int[] common = byLink ? byLink(i, heard) : byWord(i, sources, bits);
              int mine = i < one.units() ? one.degree(i) : 0;
              for (int j = 0; j < n; j++) {
                int its = j < other.units() ? other.degree(j) : 0;
                int union = mine + its - common[j];
                cost[i * n + j] = union == 0 ? 0 : (double) (union - common[j]) / union;
              }
            });
    return cost;
  }

  /** Units of the second layer by source. */
  private int[][] heard(int sources) {
    int[] counts = new int[sources];
    for (int place : other.places()) counts[place]++;
    int[][] units = new int[sources][];
    for (int s = 0; s < sources; s++) units[s] = new int[counts[s]];
    for (int j = other.units() - 1; j >= 0; j--) {
      for (int at = other.starts()[j]; at < other.starts()[j + 1]; at++) {
        int s = other.places()[at];
        units[s][--counts[s]] = j;
      }
    }
    return units;
  }

  private int[] byLink(int i, int[][] heard) {
    int[] common = new int[n];
    if (i >= one.units()) return common;
    for (int at = one.starts()[i]; at < one.starts()[i + 1]; at++) {
      for (int j : heard[one.places()[at]]) common[j]++;
    }
    return common;
  }

  private int[] byWord(int i, int sources, long[][] bits) {
    int[] common = new int[n];
    if (i >= one.units()) return common;
    long[] mine = bits(one, i, sources);
    for (int j = 0; j < other.units(); j++) {
      int count = 0;
      for (int w = 0; w < mine.length; w++) count += Long.bitCount(mine[w] & bits[j][w]);
      common[j] = count;
    }
    return common;
  }

  private static long[][] bits(UnitLinks links, int sources) {
    long[][] all = new long[links.units()][];
    for (int j = 0; j < all.length; j++) all[j] = bits(links, j, sources);
    return all;
  }

  private static long[] bits(UnitLinks links, int unit, int sources) {
    long[] words = new long[(sources + 63) / 64];
    for (int at = links.starts()[unit]; at < links.starts()[unit + 1]; at++) {
      int s = links.places()[at];
      words[s >> 6] |= 1L << (s & 63);
    }
    return words;
  }
}
