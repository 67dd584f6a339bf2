package org.espalier.dsl.network;

import java.util.List;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.parametrization.Constraint;
import org.espalier.dsl.tensor.Type;

/**
 * An array a model keeps between steps, as declared while tracing.
 *
 * @param path unique: {@code lenet/conv1/kernel}
 * @param role what it is kept for
 * @param init how it starts
 * @param constraints sets that no update leaves, in this order
 * @param leaf its value in expressions
 */
public record Variable(
    String path, Role role, Initializer init, List<Constraint> constraints, Expr leaf) {
  public Variable {
    constraints = List.copyOf(constraints);
  }

  /** What a variable is kept for. */
  public enum Role {
    /** Trained by gradients or whatever the step program does. */
    WEIGHT,
    /** Kept by a layer: running statistics, masks. */
    STATE,
    /** Kept by an optimizer or a step program. */
    SLOT
  }

  /** An update put back into the sets that this variable may not leave. */
  public Expr constrained(Expr next) {
    for (Constraint c : constraints) next = c.project(next);
    return next;
  }

  /** Element type and shape; the shape is known. */
  public Type type() {
    return leaf.type();
  }
}
