package org.espalier.tf.lowering;

import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Update;
import org.tensorflow.Operation;

/** How an update that assigns all its outputs to the variables they replace runs in place. */
@FunctionalInterface
public interface InPlace<O extends Update> {
  /**
   * Adds the kernel to the graph. It is made with {@link Emitter#updating}, takes the variables as
   * {@link Emitter#handle} and everything else as {@link Emitter#of}.
   */
  Operation emit(O op, Node node, Emitter e);
}
