package org.espalier.dsl.expr;

import java.util.List;
import org.espalier.dsl.tensor.Type;

/** Kind: no inputs; a value given from outside, or a constant. */
public interface Source extends SimpleOp {
  /** Type of the value. */
  Type type();

  /** True when the value comes from outside, so that a function body must capture it. */
  default boolean given() {
    return false;
  }

  @Override
  default Type type(List<Type> inputs) {
    return type();
  }

  @Override
  default List<Expr> vjp(Node node, Expr dy) {
    return List.of();
  }
}
