package org.espalier.tf.lowering;

import java.util.List;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Scan;
import org.espalier.dsl.tensor.Dim;
import org.tensorflow.Output;

/**
 * Loops. A short one of known length is unrolled, which runs faster and shares what its derivative
 * would recompute; any other becomes a while loop, whose graph does not grow with its length.
 */
final class LoopLowerings implements LoweringProvider {
  /** Ops an unrolled loop may have, whatever its length: each costs time to build. */
  private static final long OPS = 8192;

  private final int unroll;

  LoopLowerings(int unroll) {
    this.unroll = unroll;
  }

  @Override
  public void contribute(LoweringTable table) {
    table.add(Scan.class, this::scan);
  }

  private List<Output<?>> scan(Scan op, Node node, Emitter e) {
    LiveScan live = new LiveScan(op, node, e);
    return unrolls(op) ? new UnrolledScan(live, e).emit() : new WhileScan(live, e).emit();
  }

  private boolean unrolls(Scan op) {
    Dim n = op.length();
    return n.known() && n.size() <= unroll && n.size() * size(op.body()) <= OPS;
  }

  private long size(Fn body) {
    long size = 0;
    for (Node node : Walk.of(body.outputs())) {
      size += 1;
      if (!(node.op() instanceof Scan inner)) continue;
      size += size(inner.body()) * (unrolls(inner) ? inner.length().size() : 1);
    }
    return size;
  }
}
