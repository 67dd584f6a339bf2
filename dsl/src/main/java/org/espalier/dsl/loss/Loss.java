package org.espalier.dsl.loss;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.tensor.Type;

/** What training minimises, and what the network's output means. */
public interface Loss extends Described {
  /**
   * The loss of each example.
   *
   * @param output of the network, [batch, …]
   * @param target of the type {@link #target} gives
   * @return [batch]
   */
  Expr perExample(Expr output, Expr target);

  /** The type of the target for an output of a type; shares its batch axis. */
  Type target(Type output);

  /** What the network predicts: probabilities for logits, the output itself otherwise. */
  default Expr prediction(Expr output) {
    return output;
  }
}
