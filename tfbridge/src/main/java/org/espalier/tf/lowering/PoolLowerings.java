package org.espalier.tf.lowering;

import java.util.List;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.AvgPoolGrad;
import org.espalier.dsl.op.MaxPoolGrad;
import org.espalier.dsl.op.MaxPoolGradGrad;
import org.espalier.dsl.op.Pool2d;
import org.espalier.dsl.tensor.DType;
import org.tensorflow.Output;

/** Pooling and its adjoints. */
final class PoolLowerings implements LoweringProvider {
  @Override
  public void contribute(LoweringTable table) {
    table.one(
        Pool2d.class,
        (op, node, e) -> {
          String type = op.how() == Pool2d.How.MAX ? "MaxPool" : "AvgPool";
          return pool(e.op(type).in(e.inputs(node)), op).out();
        });
    table.one(
        MaxPoolGrad.class,
        (op, node, e) -> pool(e.op("MaxPoolGrad").in(e.inputs(node)), op.pool()).out());
    table.one(MaxPoolGradGrad.class, PoolLowerings::takeMaxima);
    table.one(
        AvgPoolGrad.class,
        (op, node, e) ->
            pool(e.op("AvgPoolGrad").in(e.shape(op.image()), e.input(node, 0)), op.pool()).out());
  }

  /** By the places of the maxima: the CPU kernel MaxPoolGradGrad errs where padding is uneven. */
  private static Output<?> takeMaxima(MaxPoolGradGrad op, Node node, Emitter e) {
    Raw places =
        e.op("MaxPoolWithArgmax").in(e.input(node, 0)).attr("include_batch_in_index", true);
    Output<?> place = pool(places, op.pool()).outs(2).get(1);
    Output<?> flat = e.op("Reshape", e.input(node, 2), e.ints(-1));
    return e.op("GatherV2", flat, place, e.constant(DType.INT32, 0));
  }

  private static Raw pool(Raw raw, Pool2d op) {
    return ConvolutionLowerings.windows(raw, op.windows())
        .attr("ksize", List.of(1, op.height(), op.width(), 1));
  }
}
