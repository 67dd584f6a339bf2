package org.espalier.tf.lowering;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.program.Phase;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/**
 * A phase inside a graph.
 *
 * @param phase what was lowered
 * @param outputs the values to fetch, by name; no two names share one that is fed as it is
 * @param inputs every input anything of the phase uses, by name
 * @param update runs all assignments, or {@code null} where the phase has none
 */
public record PhaseGraph(
    Phase phase, Map<String, Output<?>> outputs, Map<String, Input> inputs, Operation update) {
  /** A placeholder. */
  public record Input(Leaf leaf, Output<?> placeholder) {}

  /**
   * The part of a phase that one choice of outputs needs.
   *
   * @param inputs what must be fed
   * @param variables what must have a value before the run
   * @param roots ops that make everything else run
   */
  public record Part(List<Input> inputs, Set<Expr> variables, List<Operation> roots) {}
}
