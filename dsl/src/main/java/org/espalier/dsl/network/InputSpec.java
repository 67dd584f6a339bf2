package org.espalier.dsl.network;

import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * An input of a network.
 *
 * @param name unique in the network
 * @param type with its batch axis, which is the unknown {@link #BATCH} unless said otherwise
 */
public record InputSpec(String name, Type type) {
  /** The axis of examples. */
  public static final Dim BATCH = Dim.named("batch");

  /** An input of float32 examples of a given shape (without the batch axis). */
  public static InputSpec of(String name, long... example) {
    return new InputSpec(name, new Type(DType.FLOAT32, Shape.of(BATCH).concat(Shape.of(example))));
  }
}
