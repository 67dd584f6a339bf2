package org.espalier.dsl.zoo;

import org.espalier.dsl.network.Network;
import org.espalier.dsl.tensor.Shape;

/**
 * A network that is asked for by name. An own one is a public class with a public constructor
 * without arguments, named in the file {@code META-INF/services/org.espalier.dsl.zoo.Architecture}
 * of its jar.
 */
public interface Architecture {
  /** What people type: letters, digits and dashes. */
  String name();

  /** Its layers in one line. */
  String summary();

  /**
   * Describes it.
   *
   * @param example shape of one example, without batch axis: [height, width, channels] for images
   * @param classes number of outputs, which are logits
   * @throws org.espalier.dsl.error.ShapeMismatch when it is not made for such examples
   */
  Network describe(Shape example, int classes);
}
