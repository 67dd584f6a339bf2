package org.espalier.dsl.init;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.tensor.Nd;

/**
 * Blocks: inputs and outputs (the last two axes) fall into as many groups of neighbours, and each
 * group of outputs sees its own group of inputs only. Density 1 / groups.
 *
 * @param groups ≥ 1; a divisor of the number of inputs and of the number of outputs
 */
public record GroupMask(int groups) implements LinkMask {
  public GroupMask {
    Check.positive("groups", groups);
  }

  @Override
  public double density(long... dims) {
    int axes = dims.length;
    boolean fits = axes >= 2 && dims[axes - 2] % groups == 0 && dims[axes - 1] % groups == 0;
    if (fits) return 1.0 / groups;
    throw new EspalierException(
        "inputs and outputs (the last two axes) that " + groups + " groups divide");
  }

  @Override
  public Nd values(Site site) {
    density(site.dims());
    long[] dims = site.dims();
    int in = (int) dims[dims.length - 2];
    int out = (int) dims[dims.length - 1];
    Nd mask = Nd.zeros(dims);
    for (int place = 0; place < mask.size(); place++) {
      int input = place / out % in;
      int output = place % out;
      if (input / (in / groups) == output / (out / groups)) mask.data()[place] = 1;
    }
    return mask;
  }
}
