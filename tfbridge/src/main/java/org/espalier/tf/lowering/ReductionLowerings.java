package org.espalier.tf.lowering;

import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.Reduce;
import org.tensorflow.Output;

/** Folds over axes. */
final class ReductionLowerings implements LoweringProvider {
  @Override
  public void contribute(LoweringTable table) {
    table.one(Reduce.class, ReductionLowerings::reduce);
  }

  private static Output<?> reduce(Reduce op, Node node, Emitter e) {
    String type =
        switch (op.how()) {
          case SUM -> "Sum";
          case MEAN -> "Mean";
          case MAX -> "Max";
          case MIN -> "Min";
          case ANY -> "Any";
          case ALL -> "All";
        };
    return e.op(type).in(e.input(node, 0), e.ints(op.axes())).attr("keep_dims", op.keep()).out();
  }
}
