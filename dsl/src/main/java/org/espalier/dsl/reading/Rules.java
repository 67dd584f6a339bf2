package org.espalier.dsl.reading;

import java.util.List;
import java.util.Optional;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.Unary;

/** Overrides of vector-Jacobian rules for one call of {@link Gradient}. */
@FunctionalInterface
public interface Rules {
  /** No override. */
  Rules NONE = (node, cotangents) -> Optional.empty();

  /** One cotangent per input (null where none flows), or empty to leave the op's own rule. */
  Optional<List<Expr>> vjp(Node node, List<Expr> cotangents);

  /**
   * Guided backpropagation: a ReLU passes a cotangent only where its output and the cotangent are
   * both positive. Source: Springenberg et al., arXiv:1412.6806.
   */
  static Rules guided() {
    return (node, cotangents) -> {
      if (node.op() != Unary.RELU) return Optional.empty();
      Expr dy = cotangents.get(0);
      Expr open = node.output(0).gt(0).and(dy.gt(0));
      return Optional.of(List.of(open.where(dy, dy.zerosLike())));
    };
  }
}
