package org.espalier.dsl.init;

import java.util.Optional;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.Nd;

/**
 * How a parameter starts: a function of its {@link Site}. It must draw from the site's own random
 * source only, so that no two variables start equal and the same seed gives the same bits.
 */
public interface Initializer extends Described {
  /** The starting values, of the site's shape. */
  Nd values(Site site);

  /**
   * Mean and variance of one value, where they are known without drawing; otherwise those of the
   * values drawn are taken.
   */
  default Optional<Moment> law(Site site) {
    return Optional.empty();
  }

  /**
   * What a network must start from where this one can only start it again, from the values it has
   * after a short training; empty for those that start it themselves.
   */
  default Optional<Initializer> pretraining() {
    return Optional.empty();
  }

  /** What this draws, moved around so that strengths vary less; see {@link Rewired}. */
  default Rewired rewired() {
    return new Rewired(this);
  }

  /** The draw of several whose strengths vary least; see {@link Stabilised}. */
  default Stabilised stabilised(int draws) {
    return new Stabilised(this, draws);
  }
}
