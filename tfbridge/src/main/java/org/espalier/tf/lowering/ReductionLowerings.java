package org.espalier.tf.lowering;

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
}
