package org.espalier.dsl.init;

import java.util.Optional;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.Nd;

/**
 * Draws from a base and then moves the weights around, so that the sums of weights into and out of
 * the units vary less; see {@link Rewiring}. No weight changes, so mean, variance and norm stay;
 * singular values do not. Needs two axes or more, what has fewer stays as drawn; the last axis is
 * the outputs, all others together are the inputs. Costs O(n log n) for n weights, once. Source:
 * Scabini, De Baets and Bruno, arXiv:2207.08148; they advise an {@link Orthogonal} base.
 *
 * <p><b>Reconstruction:</b> the source does not say what happens to grouped kernels; here each
 * group is rewired alone.
 *
 * @param base what draws the weights
 * @param groups number of equal parts of the last axis that are rewired alone, &gt; 0: those of a
 *     grouped convolution's kernel [height, width, in/groups, out]; or {@link #DEPTHWISE}
 */
public record Rewired(Initializer base, int groups) implements Initializer {
  /** A kernel [height, width, channels, multiplier], every channel of which is a group. */
  public static final int DEPTHWISE = 0;

  public Rewired {
    Check.notNegative("groups", groups);
  }

  /** All of a kernel at once. */
  public Rewired(Initializer base) {
    this(base, 1);
  }

  @Override
  public Nd values(Site site) {
    Nd values = base.values(site);
    int rank = values.rank();
    if (rank < 2 || values.size() == 0) return values;
    long[] dims = values.dims();
    if (groups == DEPTHWISE) {
      Nd flat = values.reshape(values.size() / (dims[rank - 2] * dims[rank - 1]), outputs(dims, 2));
      Rewiring.rewire(flat, (int) dims[rank - 2], site.random());
    } else {
      requireParts(site);
      Rewiring.rewire(values, groups, site.random());
    }
    return values;
  }

  private static long outputs(long[] dims, int axes) {
    long n = 1;
    for (int i = dims.length - axes; i < dims.length; i++) n *= dims[i];
    return n;
  }

  private void requireParts(Site site) {
    long outputs = outputs(site.dims(), 1);
    if (outputs % groups == 0) return;
    throw new EspalierException(
        "'"
            + site.path()
            + "' has "
            + outputs
            + " outputs, which are no "
            + groups
            + " equal groups; say Rewired(base, groups) with a divisor of them");
  }

  @Override
  public Optional<Moment> law(Site site) {
    return base.law(site);
  }

  @Override
  public Optional<Initializer> pretraining() {
    return base.pretraining();
  }
}
