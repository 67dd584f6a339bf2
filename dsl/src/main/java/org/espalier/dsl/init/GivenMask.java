package org.espalier.dsl.init;

import java.util.Arrays;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;

/**
 * A mask that is known: learned, or designed by hand.
 *
 * @param links true (or anything but 0) where there is a link, at least once; of the weight's
 *     sizes: [in, out] for a dense kernel
 */
public record GivenMask(Tensor links) implements LinkMask {
  public GivenMask {
    Nd values = links.toNd();
    links = Tensor.of(DType.BOOL, values);
    boolean any = Arrays.stream(values.data()).anyMatch(v -> v != 0);
    Check.that(any, "a mask needs at least one link, got %s without any", links);
  }

  /** Anything but 0 is a link. */
  public static GivenMask of(Nd links) {
    return new GivenMask(Tensor.of(DType.BOOL, links));
  }

  /** By input and output: {@code links[in][out]}. */
  public static GivenMask of(boolean[][] links) {
    int out = links.length == 0 ? 0 : links[0].length;
    Nd mask = Nd.zeros(links.length, out);
    for (int i = 0; i < links.length; i++) {
      int found = links[i].length;
      Check.that(found == out, "links[%d] has %d outputs, links[0] has %d", i, found, out);
      for (int j = 0; j < out; j++) if (links[i][j]) mask.data()[i * out + j] = 1;
    }
    return of(mask);
  }

  @Override
  public double density(long... dims) {
    if (!Arrays.equals(dims, links.dims())) {
      throw new EspalierException(Arrays.toString(links.dims()) + ", as its mask has");
    }
    return Arrays.stream(links.toNd().data()).sum() / links.size();
  }

  @Override
  public Nd values(Site site) {
    density(site.dims());
    return links.toNd();
  }
}
