package org.espalier.tf.lowering;

import java.util.List;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Op;
import org.tensorflow.Output;

/** How one kind of op becomes raw TensorFlow ops. */
@FunctionalInterface
public interface Emit<O extends Op> {
  /**
   * Adds the ops of one application to the graph.
   *
   * @param op the op, {@code node.op()}
   * @param node the application, for its types
   * @param e where its inputs are found and its ops are made
   * @return one TensorFlow output per output of the node; {@code null} for one that nothing uses
   */
  List<Output<?>> emit(O op, Node node, Emitter e);

  /** The same for an op with one output. */
  @FunctionalInterface
  interface One<O extends Op> {
    /** Adds the ops of one application to the graph; its only output. */
    Output<?> emit(O op, Node node, Emitter e);
  }
}
