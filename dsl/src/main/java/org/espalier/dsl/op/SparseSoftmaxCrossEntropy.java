package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.Type;

/**
 * {@link SoftmaxCrossEntropy} whose targets are class ids: logits z [n, classes] and int32 or int64
 * ids [n], each in 0..classes−1 → loss −log softmax(z)[id] [n] and its derivative to z [n,
 * classes].
 */
public record SparseSoftmaxCrossEntropy() implements Fused {
  /** The application; output 0 is the loss. */
  public static Node of(Expr logits, Expr ids) {
    return Node.of(new SparseSoftmaxCrossEntropy(), List.of(logits, ids));
  }

  @Override
  public List<Type> infer(List<Type> inputs) {
    Type z = inputs.get(0);
    Type ids = inputs.get(1);
    boolean fits =
        z.shape().rank() == 2
            && z.dtype().isFloat()
            && z.shape().last().known()
            && ids.dtype().isInt()
            && ids.shape().equals(z.shape().without(1));
    if (!fits) {
      throw new ShapeMismatch(
          opName(),
          "float logits [n, classes], classes known, and int32 or int64 ids [n]",
          z + " and " + ids);
    }
    return List.of(z.with(ids.shape()), z);
  }

  @Override
  public List<Expr> decompose(List<Expr> inputs) {
    Expr z = inputs.get(0);
    Expr targets = OneHot.of(inputs.get(1), z.shape().last().size(), z.dtype());
    return SoftmaxCrossEntropy.of(z, targets).outputs();
  }

  @Override
  public List<Expr> vjp(Node node, List<Expr> cotangents, Rules rules) {
    Expr dz = SoftmaxCrossEntropy.logits(node, cotangents.get(0), cotangents.get(1));
    return Arrays.asList(dz, null);
  }
}
