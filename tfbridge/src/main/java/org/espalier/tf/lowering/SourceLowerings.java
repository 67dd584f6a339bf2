package org.espalier.tf.lowering;

import org.espalier.dsl.op.Constant;
import org.espalier.dsl.op.Literal;
import org.espalier.dsl.op.SizeOf;
import org.espalier.dsl.tensor.DType;
import org.tensorflow.Output;

/** Values without inputs. Leaves are no entries: what surrounds a graph provides them. */
final class SourceLowerings implements LoweringProvider {
  @Override
  public void contribute(LoweringTable table) {
    table.one(Constant.class, (op, node, e) -> e.constant(op.dtype(), op.value()));
    table.one(Literal.class, (op, node, e) -> e.constant(op.tensor()));
    table.one(SizeOf.class, SourceLowerings::size);
  }

  private static Output<?> size(SizeOf op, org.espalier.dsl.expr.Node node, Emitter e) {
    Output<?> size = e.size(op.dim());
    return op.dtype() == DType.INT32 ? size : ElementwiseLowerings.cast(e, size, op.dtype());
  }
}
