package org.espalier.dsl.init;

import java.util.Optional;
import java.util.OptionalDouble;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.Nd;

/** What an initializer may ask about the network around the variable it fills; found when asked. */
public interface Surroundings {
  /** Of a variable that stands alone. */
  Surroundings NONE = new Surroundings() {};

  /**
   * The variance of the first value in which the variable meets the signal, for every unit of the
   * variable's own variance (its mean being 0): fan-in times the expected square of what it is
   * multiplied by, whatever the layer does with it.
   *
   * @param input mean and variance of the network's inputs
   * @param exact false for AutoInit's published rules, layer by layer; true for exact moments of
   *     the whole expression
   * @return empty where nothing is known of a signal, or the variable never meets it
   */
  default OptionalDouble gain(Moment input, boolean exact) {
    return OptionalDouble.empty();
  }

  /**
   * Links that are there at the start over all that could be; below 1 where the variable is masked.
   */
  default double density() {
    return 1;
  }

  /** The values the variable had after training, where it is started again from a trained one. */
  default Optional<Nd> pretrained() {
    return Optional.empty();
  }
}
