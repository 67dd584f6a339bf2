package org.espalier.dsl.parametrization;

import java.util.function.Supplier;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.RandomMask;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.tensor.Shape;

/**
 * The stored variable times a mask of zeros and ones, which is the state {@code mask} under the
 * parameter's path and of its shape. Absent links have no value and no gradient; passes rewire by
 * writing the mask. The arithmetic stays dense.
 *
 * @param density links kept / all links at the start, in (0, 1]; they lie at random places, and 1
 *     keeps all
 */
public record Masked(double density) implements Parametrization {
  public Masked {
    Check.density("density", density);
  }

  @Override
  public Expr effective(Supplier<Expr> stored, Shape shape, Context context) {
    return stored.get().times(context.state("mask", shape, new RandomMask(density)));
  }
}
