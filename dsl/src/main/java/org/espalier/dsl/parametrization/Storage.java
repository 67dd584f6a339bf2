package org.espalier.dsl.parametrization;

import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.tensor.Shape;

/**
 * Keeps a parameter in another form: the variable stored under the parameter's path has a shape and
 * a start of its own, and {@link #effective} makes the weight of it. What stands before this in the
 * chain has no part in the weight, and no {@link Constraint} can hold.
 */
public interface Storage extends Parametrization {
  /** Shape of the variable that is stored for a parameter of a shape. */
  Shape stored(Shape shape);

  /**
   * How it starts.
   *
   * @param init how the layer wants the parameter to start
   * @param shape of the parameter
   */
  Initializer start(Initializer init, Shape shape);
}
