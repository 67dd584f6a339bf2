package org.espalier.dsl.loss;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.op.Softmax;
import org.espalier.dsl.op.Unary;

/**
 * Looks through what a network ends in, so that probabilities and logits train by the same loss.
 */
final class Logits {
  private Logits() {}

  /** The logits whose softmax the output is, else the output, which then is logits. */
  static Expr ofSoftmax(Expr output) {
    return output.node().op() instanceof Softmax s && !s.log() ? output.node().input(0) : output;
  }

  /** Probabilities of classes, whether the output is them, their logarithms or logits. */
  static Expr probabilities(Expr output) {
    if (!(output.node().op() instanceof Softmax s)) return Nn.softmax(output);
    return s.log() ? Nn.softmax(output.node().input(0)) : output;
  }

  /** The logits whose sigmoid the output is, else the output, which then is logits. */
  static Expr ofSigmoid(Expr output) {
    Node node = output.node();
    return node.op() == Unary.SIGMOID ? node.input(0) : output;
  }

  /** One number per example: the mean over all axes but the first. */
  static Expr perExample(Expr values) {
    int rank = values.shape().rank();
    if (rank <= 1) return values;
    return values.mean(java.util.stream.IntStream.range(1, rank).toArray());
  }
}
