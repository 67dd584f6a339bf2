package org.espalier.dsl.op;

import java.util.List;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.Type;

/**
 * Over the last axis, exp(x) / Σ exp(x), or its logarithm; no overflow for any finite x.
 *
 * @param log true for the logarithm, which stays finite where the quotient underflows
 */
public record Softmax(boolean log) implements Fused {
  /** Probabilities, or their logarithms. */
  public static Expr of(Expr x, boolean log) {
    return Node.of(new Softmax(log), List.of(x)).output(0);
  }

  @Override
  public String opName() {
    return log ? "logSoftmax" : "softmax";
  }

  @Override
  public List<Type> infer(List<Type> inputs) {
    Type x = inputs.get(0);
    if (x.shape().rank() == 0 || !x.dtype().isFloat()) {
      throw new ShapeMismatch(opName(), "a float tensor [b…, classes]", x.toString());
    }
    return inputs;
  }

  @Override
  public List<Expr> decompose(List<Expr> inputs) {
    Expr x = inputs.get(0);
    Expr z = x.minus(Reduce.of(Reduce.How.MAX, x.stopGradient(), true, -1));
    Expr e = z.exp();
    Expr sum = total(e);
    return List.of(log ? z.minus(sum.log()) : e.div(sum));
  }

  @Override
  public List<Expr> vjp(Node node, List<Expr> cotangents, Rules rules) {
    Expr y = node.output(0);
    Expr dy = cotangents.get(0);
    return List.of(log ? dy.minus(y.exp().times(total(dy))) : pullBack(y, dy));
  }

  /** The cotangent of logits whose probabilities {@code p} have cotangent {@code g}. */
  static Expr pullBack(Expr p, Expr g) {
    return p.times(g.minus(total(g.times(p))));
  }

  private static Expr total(Expr x) {
    return Reduce.of(Reduce.How.SUM, x, true, -1);
  }
}
