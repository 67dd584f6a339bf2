package org.espalier.dsl.loss;

import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.tensor.Type;

/**
 * −Σ t·log p: classification with targets that are one-hot or other probabilities, each row summing
 * to 1. Output and target [batch, …, classes]; more axes than two are averaged. The output may be
 * logits, or probabilities by {@link org.espalier.dsl.activation.Softmax}: the loss looks through
 * the softmax, and the prediction is probabilities either way.
 */
public record SoftmaxCrossEntropy() implements Loss {
  @Override
  public Expr perExample(Expr output, Expr target) {
    return Logits.perExample(Nn.softmaxCrossEntropy(Logits.ofSoftmax(output), target));
  }

  @Override
  public Type target(Type output) {
    return classes(output);
  }

  @Override
  public Expr prediction(Expr output) {
    return Logits.probabilities(output);
  }

  /** Demands an output of rank 2 or more with at least two classes. */
  static Type classes(Type output) {
    boolean one = output.shape().rank() >= 2 && output.shape().last().is(1);
    if (output.shape().rank() < 2 || one) {
      throw new ShapeMismatch(
          "the cross-entropy of classes",
          "an output [batch, classes] of two classes or more",
          output.shape() + (one ? " (for one logit take BinaryCrossEntropy)" : ""));
    }
    return output;
  }
}
