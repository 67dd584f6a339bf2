package org.espalier.tf.lowering;

import java.util.stream.IntStream;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.CumProd;
import org.espalier.dsl.op.CumSum;
import org.espalier.dsl.op.Reduce;
import org.espalier.dsl.tensor.Dim;
import org.tensorflow.Output;

/** Folds over axes, and running folds along one. */
final class ReductionLowerings implements LoweringProvider {
  @Override
  public void contribute(LoweringTable table) {
    table.one(Reduce.class, ReductionLowerings::reduce);
    table.one(
        CumSum.class,
        (op, node, e) -> running("Cumsum", op.axis(), op.exclusive(), op.reverse(), node, e));
    table.one(
        CumProd.class,
        (op, node, e) -> running("Cumprod", op.axis(), false, op.reverse(), node, e));
  }

  private static Output<?> reduce(Reduce op, Node node, Emitter e) {
    if (ofBias(op, node)) return biasGradient(node, e);
    String type =
        switch (op.how()) {
          case SUM -> "Sum";
          case MEAN -> "Mean";
          case MAX -> "Max";
          case MIN -> "Min";
          case PROD -> "Prod";
          case ANY -> "Any";
          case ALL -> "All";
        };
    return e.op(type).in(e.input(node, 0), e.ints(op.axes())).attr("keep_dims", op.keep()).out();
  }

  private static Output<?> running(
      String type, int axis, boolean exclusive, boolean reverse, Node node, Emitter e) {
    return e.op(type)
        .in(e.input(node, 0), e.size(Dim.of(axis)))
        .attr("exclusive", exclusive)
        .attr("reverse", reverse)
        .out();
  }

  /**
   * TensorFlow merges this kernel with a convolution's kernel gradient of the same input into one
   * that takes far longer than both: the Identity keeps them apart.
   */
  private static Output<?> biasGradient(Node node, Emitter e) {
    Output<?> dy = e.input(node, 0);
    return e.op("BiasAddGrad", node.input(0).shape().rank() == 4 ? e.op("Identity", dy) : dy);
  }

  /**
   * Whether an op sums over all axes but the last, as the gradient of a bias does. TensorFlow's
   * kernel for just that is several times faster than its general one.
   */
  private static boolean ofBias(Reduce op, Node node) {
    int last = node.input(0).shape().rank() - 1;
    return op.how() == Reduce.How.SUM
        && !op.keep()
        && node.type(0).dtype().isFloat()
        && last > 0
        && op.axes().equals(IntStream.range(0, last).boxed().toList());
  }
}
