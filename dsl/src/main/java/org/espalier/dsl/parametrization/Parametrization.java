package org.espalier.dsl.parametrization;

import java.util.function.Supplier;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.tensor.Shape;

/**
 * What stands between a stored variable and the weight a layer uses: a mask, a quantiser, an
 * orthonormalisation, a tie. Chains of them apply in order; no layer knows.
 */
public interface Parametrization extends Described {
  /**
   * The effective weight.
   *
   * @param stored the value of the stage before; asking for it declares the stored variable, so a
   *     parametrization that never asks replaces it by variables of its own
   * @param shape of the effective weight
   * @param context at the parameter's path: states and parameters declared here lie under it
   */
  Expr effective(Supplier<Expr> stored, Shape shape, Context context);
}
