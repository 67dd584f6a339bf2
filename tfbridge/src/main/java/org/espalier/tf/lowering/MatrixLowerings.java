package org.espalier.tf.lowering;

import java.util.List;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.Einsum;
import org.espalier.dsl.op.MatMul;
import org.tensorflow.Output;

/** Matrix products. */
final class MatrixLowerings implements LoweringProvider {
  @Override
  public void contribute(LoweringTable table) {
    table.one(MatMul.class, MatrixLowerings::product);
    table.one(
        Einsum.class,
        (op, node, e) ->
            e.op("Einsum").list(List.of(e.inputs(node))).attr("equation", op.spec()).out());
  }

  private static Output<?> product(MatMul op, Node node, Emitter e) {
    int side = LinkedLowerings.side(node);
    if (side >= 0) return LinkedLowerings.product(op, node, side, e);
    boolean flat = MatMul.flat(node);
    Raw raw = e.op(flat ? "MatMul" : "BatchMatMulV2").in(e.inputs(node));
    return raw.attr(flat ? "transpose_a" : "adj_x", op.transposeA())
        .attr(flat ? "transpose_b" : "adj_y", op.transposeB())
        .out();
  }
}
