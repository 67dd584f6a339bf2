package org.espalier.tf.lowering;

import java.util.List;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.ArgMax;
import org.espalier.dsl.op.BatchNorm;
import org.espalier.dsl.op.BatchNormGrad;
import org.espalier.dsl.op.OneHot;
import org.espalier.dsl.op.Softmax;
import org.espalier.dsl.op.SoftmaxCrossEntropy;
import org.espalier.dsl.op.SparseSoftmaxCrossEntropy;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.tensorflow.Output;

/** Softmax, losses, choices and batch normalisation. */
final class NnLowerings implements LoweringProvider {
  @Override
  public void contribute(LoweringTable table) {
    table.one(
        Softmax.class, (op, node, e) -> e.op(op.log() ? "LogSoftmax" : "Softmax", e.inputs(node)));
    table.add(
        SoftmaxCrossEntropy.class,
        (op, node, e) -> e.op("SoftmaxCrossEntropyWithLogits").in(e.inputs(node)).outs(2));
    table.add(
        SparseSoftmaxCrossEntropy.class,
        (op, node, e) -> e.op("SparseSoftmaxCrossEntropyWithLogits").in(e.inputs(node)).outs(2));
    table.one(OneHot.class, NnLowerings::oneHot);
    table.one(
        ArgMax.class,
        (op, node, e) ->
            e.op("ArgMax")
                .in(e.input(node, 0), e.constant(DType.INT32, op.axis()))
                .attr("output_type", op.dtype())
                .out());
    table.add(BatchNorm.class, NnLowerings::batchNorm);
    table.add(BatchNormGrad.class, NnLowerings::batchNormGrad);
  }

  private static Output<?> oneHot(OneHot op, Node node, Emitter e) {
    Output<?> depth = e.constant(DType.INT32, op.depth());
    Output<?> on = e.constant(op.dtype(), 1);
    Output<?> off = e.constant(op.dtype(), 0);
    return e.op("OneHot", e.input(node, 0), depth, on, off);
  }

  private static List<Output<?>> batchNorm(BatchNorm op, Node node, Emitter e) {
    DType statistics = node.input(1).dtype();
    if (statistics == DType.FLOAT64) return decomposed(op, node, e);
    Output<?> none = e.constant(Tensor.of(statistics, Nd.zeros(0)));
    return e.op("FusedBatchNormV3")
        .in(e.inputs(node))
        .in(none, none)
        .attr("epsilon", (float) op.epsilon())
        .attr("is_training", true)
        .outs(6);
  }

  private static List<Output<?>> batchNormGrad(BatchNormGrad op, Node node, Emitter e) {
    if (node.input(2).dtype() == DType.FLOAT64) return decomposed(op, node, e);
    return e.op("FusedBatchNormGradV3")
        .in(e.inputs(node))
        .attr("epsilon", (float) op.epsilon())
        .attr("is_training", true)
        .outs(3);
  }

  /** TensorFlow has no float64 kernel of these: the smaller ops instead. */
  private static List<Output<?>> decomposed(Fused op, Node node, Emitter e) {
    List<Expr> outputs = op.decompose(node.inputs());
    e.lower(outputs);
    return outputs.stream().<Output<?>>map(e::of).toList();
  }
}
