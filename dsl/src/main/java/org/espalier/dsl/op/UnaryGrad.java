package org.espalier.dsl.op;

import java.util.List;
import java.util.Locale;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.Type;

/**
 * Gradient kernels TensorFlow has ready, written in the function's value y and the cotangent dy.
 */
public enum UnaryGrad implements Fused {
  /** dy where y &gt; 0, else 0. */
  RELU,
  /** dy·y·(1 − y). */
  SIGMOID,
  /** dy·(1 − y²). */
  TANH;

  /** The cotangent of the argument. */
  public Expr of(Expr y, Expr dy) {
    return Node.of(this, List.of(y, dy)).output(0);
  }

  @Override
  public String opName() {
    return name().toLowerCase(Locale.ROOT) + "Grad";
  }

  @Override
  public List<Type> infer(List<Type> inputs) {
    return List.of(inputs.get(0));
  }

  @Override
  public List<Expr> decompose(List<Expr> in) {
    Expr y = in.get(0);
    Expr dy = in.get(1);
    return List.of(
        switch (this) {
          case RELU -> y.gt(0).where(dy, dy.times(0));
          case SIGMOID -> dy.times(y).times(y.unaryMinus().plus(1));
          case TANH -> dy.times(y.square().unaryMinus().plus(1));
        });
  }
}
