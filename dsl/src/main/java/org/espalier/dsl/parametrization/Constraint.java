package org.espalier.dsl.parametrization;

import java.util.function.Supplier;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.tensor.Shape;

/**
 * A set that a stored variable may not leave: whatever updates it, each update is put back into the
 * set. The weight that the layer uses is the stored variable itself. Values from an initializer, a
 * snapshot or a structure pass are taken as they are, until the next update.
 */
public interface Constraint extends Parametrization {
  /** The place in the set that an updated variable is put to; keeps type and shape. */
  Expr project(Expr updated);

  @Override
  default Expr effective(Supplier<Expr> stored, Shape shape, Context context) {
    return stored.get();
  }
}
