package org.espalier.dsl.topology;

import java.util.Arrays;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.tensor.Nd;

/**
 * The links of one layer, by unit. The arrays are not copied: whoever makes one gives them away.
 *
 * @param sources number of inputs that a unit may be linked to; of a convolution [height, width,
 *     channels, filters] its taps, height · width · channels, row-major
 * @param units number of outputs; of a convolution its filters
 * @param starts [units + 1]: the links of unit j are those from {@code starts[j]} to {@code
 *     starts[j + 1]}
 * @param places source of each link, ascending within a unit
 * @param weights of each link; 0 is a link too, if a mask says so
 */
public record UnitLinks(int sources, int units, int[] starts, int[] places, double[] weights) {
  public UnitLinks {
    Check.that(starts.length == units + 1, "%s units need %s starts", units, units + 1);
    Check.that(places.length == weights.length, "each link has one weight");
  }

  /** UnitLinks where a mask or a weight is not 0; the last axis are the units. */
  public static UnitLinks of(Nd kernel) {
    return of("the mask", kernel, kernel);
  }

  /**
   * UnitLinks where a mask is not 0, with the weights there.
   *
   * @param what names it in errors
   * @param weights [sources, units] or [height, width, channels, units], finite
   * @param mask of the same shape
   * @throws EspalierException when an entry is no number, or there is only one axis
   */
  public static UnitLinks of(String what, Nd weights, Nd mask) {
    if (weights.rank() < 2) {
      throw new EspalierException(
          what + " has links where it has two axes or more, [sources, units]; got " + weights);
    }
    int units = (int) weights.dims()[weights.rank() - 1];
    int sources = units == 0 ? 0 : weights.size() / units;
    int[] starts = new int[units + 1];
    for (int i = 0; i < mask.size(); i++) {
      if (!Double.isFinite(mask.data()[i]) || !Double.isFinite(weights.data()[i])) {
        throw new EspalierException(
            what
                + " is no finite number at source "
                + i / units
                + ", unit "
                + i % units
                + ": mask "
                + mask.data()[i]
                + ", weight "
                + weights.data()[i]);
      }
      if (mask.data()[i] != 0) starts[i % units + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] next = starts.clone();
    int[] places = new int[starts[units]];
    double[] values = new double[starts[units]];
    for (int i = 0; i < mask.size(); i++) {
      if (mask.data()[i] == 0) continue;
      int at = next[i % units]++;
      places[at] = i / units;
      values[at] = weights.data()[i];
    }
    return new UnitLinks(sources, units, starts, places, values);
  }

  /** Number of links. */
  public int count() {
    return places.length;
  }

  /** Number of links of a unit. */
  public int degree(int unit) {
    return starts[unit + 1] - starts[unit];
  }

  /** UnitLinks over all that there could be; 1 where there could be none. */
  public double density() {
    double all = (double) sources * units;
    return all == 0 ? 1 : count() / all;
  }

  /** The same links with other numbers for their sources, ascending again. */
  UnitLinks renamed(int[] names, int sources) {
    int[] moved = new int[places.length];
    for (int i = 0; i < places.length; i++) moved[i] = names[places[i]];
    for (int j = 0; j < units; j++) Arrays.sort(moved, starts[j], starts[j + 1]);
    return new UnitLinks(sources, units, starts, moved, new double[places.length]);
  }

  @Override
  public String toString() {
    return count() + " links of " + sources + " sources to " + units + " units";
  }
}
