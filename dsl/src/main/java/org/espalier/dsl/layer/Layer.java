package org.espalier.dsl.layer;

import java.util.List;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.json.Described;

/**
 * A piece of a network: inputs and a {@link Context} in, one expression out. A record that
 * implements this is a whole layer: its components are its JSON, its shapes follow from what it
 * traces, and it may be declared in a user's own code.
 */
public interface Layer extends Described {
  /**
   * Traces the layer. Called again for every use and every phase, so it must be a pure function of
   * its arguments and what it asks the context for.
   */
  Expr call(List<Expr> inputs, Context context);

  /** What to call it where the user gives no name; a number is appended: {@code conv1}. */
  default String baseName() {
    String simple = getClass().getSimpleName();
    return Character.toLowerCase(simple.charAt(0)) + simple.substring(1);
  }

  /** For people: {@code dense, 120 units}. */
  default String label() {
    return baseName();
  }
}
