package org.espalier.dsl.init;

import java.util.Optional;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.reading.Moment;

/**
 * Which links there are: an initializer of ones, for links, and zeros. A mask of one's own is a
 * record that implements this.
 */
public interface LinkMask extends Initializer {
  /**
   * Links kept over all in a mask of these sizes, in (0, 1]; where each link is drawn on its own,
   * the expected share.
   *
   * @param dims sizes of the weight; the last two axes count inputs and outputs
   * @throws EspalierException when no such mask has these sizes: what sizes it needs, as they go on
   *     after "needs"
   */
  double density(long... dims);

  @Override
  default Optional<Moment> law(Site site) {
    double density = density(site.dims());
    return Optional.of(new Moment(density, density * (1 - density)));
  }
}
