package org.espalier.dsl.parametrization;

import java.util.function.Supplier;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.LinkMask;
import org.espalier.dsl.init.RandomMask;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.tensor.Shape;

/**
 * The stored variable times a mask of zeros and ones, which is the state {@code mask} under the
 * parameter's path and of its shape. Absent links have no gradient and start with the value 0;
 * initializers know how many there are. Passes rewire by writing the mask. The arithmetic stays
 * dense.
 *
 * @param mask which links there are at the start
 */
public record Masked(LinkMask mask) implements Parametrization {
  private static final String STATE = "mask";

  /**
   * Links at random places.
   *
   * @param density links kept / all links, in (0, 1]; 1 keeps all
   */
  public Masked(double density) {
    this(new RandomMask(density));
  }

  /** Where a parameter's mask is kept: {@code net/fc1/kernel/mask}. */
  public static String path(String parameter) {
    return parameter + "/" + STATE;
  }

  @Override
  public Expr effective(Supplier<Expr> stored, Shape shape, Context context) {
    Expr weight = stored.get();
    try {
      mask.density(shape.toArray());
    } catch (EspalierException misfit) {
      throw context.mismatch(misfit.getMessage(), shape);
    }
    return weight.times(context.state(STATE, shape, mask));
  }
}
