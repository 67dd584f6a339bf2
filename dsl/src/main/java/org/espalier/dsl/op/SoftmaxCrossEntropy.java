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
 * The cross-entropy −Σ t·log softmax(z) of each row, no overflow for any finite z. Logits z and
 * targets t, both [n, classes] → loss [n] and, as the kernel computes them together, softmax(z) − t
 * [n, classes], which is the derivative of the loss to z when each row of targets sums to 1.
 */
public record SoftmaxCrossEntropy() implements Fused {
  /** The application; output 0 is the loss. */
  public static Node of(Expr logits, Expr targets) {
    return Node.of(new SoftmaxCrossEntropy(), List.of(logits, targets));
  }

  @Override
  public List<Type> infer(List<Type> inputs) {
    Type z = inputs.get(0);
    if (z.shape().rank() != 2 || !z.dtype().isFloat() || !z.equals(inputs.get(1))) {
      throw new ShapeMismatch(
          opName(),
          "logits and targets [n, classes] of the same float type",
          z + " and " + inputs.get(1));
    }
    return List.of(z.with(z.shape().without(1)), z);
  }

  @Override
  public List<Expr> decompose(List<Expr> inputs) {
    Expr z = inputs.get(0);
    Expr t = inputs.get(1);
    Expr loss = t.times(Softmax.of(z, true)).sum(-1).unaryMinus();
    return List.of(loss, Softmax.of(z, false).minus(t));
  }

  @Override
  public List<Expr> vjp(Node node, List<Expr> cotangents, Rules rules) {
    Expr z = node.input(0);
    Expr toLoss = cotangents.get(0);
    Expr toBackprop = cotangents.get(1);
    Expr dz = logits(node, toLoss, toBackprop);
    Expr dt = toLoss == null ? null : toLoss.expand(1).times(Softmax.of(z, true)).unaryMinus();
    if (toBackprop != null) dt = dt == null ? toBackprop.unaryMinus() : dt.minus(toBackprop);
    return Arrays.asList(dz, dt);
  }

  /**
   * The cotangent of the logits: through the loss as the kernel gives it, and through the kernel's
   * second output, which second derivatives reach.
   */
  static Expr logits(Node node, Expr toLoss, Expr toBackprop) {
    Expr dz = toLoss == null ? null : toLoss.expand(1).times(node.output(1));
    if (toBackprop == null) return dz;
    Expr more = Softmax.pullBack(Softmax.of(node.input(0), false), toBackprop);
    return dz == null ? more : dz.plus(more);
  }
}
