package org.espalier.tf.lowering;

import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.BroadcastTo;
import org.espalier.dsl.op.Reshape;
import org.espalier.dsl.op.StopGradient;
import org.espalier.dsl.op.Transpose;
import org.tensorflow.Output;

/** Ops that only move elements. */
final class MovementLowerings implements LoweringProvider {
  @Override
  public void contribute(LoweringTable table) {
    table.one(
        Reshape.class, (op, node, e) -> e.op("Reshape", e.input(node, 0), e.openShape(op.shape())));
    table.one(
        Transpose.class, (op, node, e) -> e.op("Transpose", e.input(node, 0), e.ints(op.order())));
    table.one(StopGradient.class, (op, node, e) -> e.input(node, 0));
    table.one(BroadcastTo.class, MovementLowerings::broadcast);
  }

  private static Output<?> broadcast(BroadcastTo op, Node node, Emitter e) {
    Output<?> x = e.input(node, 0);
    Output<?> shape = e.shape(op.shape());
    if (node.input(0).shape().rank() == 0) return e.op("Fill", shape, x);
    return e.op("BroadcastTo", x, shape);
  }
}
