package org.espalier.dsl.layer;

import java.util.List;
import org.espalier.dsl.expr.Expr;

/** A layer with one input. */
public interface UnaryLayer extends Layer {
  /** Traces the layer on its input. */
  Expr call(Expr x, Context context);

  @Override
  default Expr call(List<Expr> inputs, Context context) {
    if (inputs.size() != 1) {
      throw context.mismatch("one input", inputs.size() + " inputs");
    }
    return call(inputs.get(0), context);
  }
}
