package org.espalier.dsl.init;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.tensor.Nd;

/**
 * Passes its input on: {@code gain} where the last two axes (in, out) have equal indices, at the
 * middle of all axes before them (height, width), 0 elsewhere. Needs rank 2 or more.
 *
 * @param gain finite
 */
public record Identity(double gain) implements Initializer {
  public Identity {
    Check.finite("gain", gain);
  }

  /** With gain 1. */
  public Identity() {
    this(1);
  }

  @Override
  public Nd values(Site site) {
    long[] dims = site.dims();
    int rank = dims.length;
    if (rank < 2) {
      throw new EspalierException(
          "the initializer 'identity' of '"
              + site.path()
              + "' needs a matrix [in, out] or a kernel"
              + " [height, width, in, out] but receives rank "
              + rank
              + "; use Constant");
    }
    Nd out = Nd.zeros(dims);
    int[] strides = Nd.strides(dims);
    int middle = 0;
    for (int a = 0; a < rank - 2; a++) middle += (int) ((dims[a] - 1) / 2) * strides[a];
    for (int i = 0; i < Math.min(dims[rank - 2], dims[rank - 1]); i++) {
      out.data()[middle + i * strides[rank - 2] + i] = gain;
    }
    return out;
  }
}
