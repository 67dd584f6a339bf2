package org.espalier.dsl.loss;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Type;

/**
 * −log p[id]: classification with class ids. Output [batch, …, classes], target int32 [batch, …],
 * each id in 0..classes−1; more axes than one are averaged. The output may be logits, or
 * probabilities by {@link org.espalier.dsl.activation.Softmax}: the loss looks through the softmax,
 * and the prediction is probabilities either way.
 */
public record SparseSoftmaxCrossEntropy() implements Loss {
  @Override
  public Expr perExample(Expr output, Expr target) {
    Expr loss = Nn.sparseSoftmaxCrossEntropy(Logits.ofSoftmax(output), target);
    return Logits.perExample(loss);
  }

  @Override
  public Type target(Type output) {
    return SoftmaxCrossEntropy.classes(output).with(output.shape().without(-1)).as(DType.INT32);
  }

  @Override
  public Expr prediction(Expr output) {
    return Logits.probabilities(output);
  }
}
