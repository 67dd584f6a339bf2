package org.espalier.tf.lowering;

import org.espalier.dsl.expr.Node;
import org.espalier.dsl.optimizer.AdamStep;
import org.espalier.dsl.optimizer.MomentumStep;
import org.espalier.dsl.optimizer.SgdStep;
import org.espalier.dsl.tensor.DType;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/** Optimizer steps whose kernels change weights and slots in place. */
final class OptimizerLowerings implements LoweringProvider {
  @Override
  public void contribute(LoweringTable table) {
    table.inPlace(AdamStep.class, OptimizerLowerings::adam);
    table.inPlace(MomentumStep.class, OptimizerLowerings::momentum);
    table.inPlace(SgdStep.class, OptimizerLowerings::descent);
  }

  private static Operation adam(AdamStep op, Node node, Emitter e) {
    DType dtype = node.input(0).dtype();
    return e.updating("ResourceApplyAdam", node)
        .in(e.handle(node.input(0)), e.handle(node.input(1)), e.handle(node.input(2)))
        .in(e.input(node, 5), e.input(node, 6), e.input(node, 4))
        .in(e.constant(dtype, op.beta1()), e.constant(dtype, op.beta2()))
        .in(e.constant(dtype, op.epsilon()), e.input(node, 3))
        .build();
  }

  /** The Keras kernel keeps −rate·velocity; the plain one keeps velocity, as the step does. */
  private static Operation momentum(MomentumStep op, Node node, Emitter e) {
    Output<?> momentum = e.constant(node.input(0).dtype(), op.momentum());
    return e.updating("ResourceApplyMomentum", node)
        .in(e.handle(node.input(0)), e.handle(node.input(1)))
        .in(e.input(node, 3), e.input(node, 2), momentum)
        .attr("use_nesterov", op.nesterov())
        .build();
  }

  private static Operation descent(SgdStep op, Node node, Emitter e) {
    return e.updating("ResourceApplyGradientDescent", node)
        .in(e.handle(node.input(0)), e.input(node, 2), e.input(node, 1))
        .build();
  }
}
