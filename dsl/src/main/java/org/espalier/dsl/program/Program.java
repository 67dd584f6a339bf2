package org.espalier.dsl.program;

import java.util.List;
import org.espalier.dsl.expr.Expr;

/**
 * Everything an executor needs to run a model: the variables it keeps and the phases it can run.
 *
 * @param variables VARIABLE leaves, each with its own path
 * @param phases runs over these variables, each with its own name
 */
public record Program(List<Expr> variables, List<Phase> phases) {
  public Program {
    variables = List.copyOf(variables);
    phases = List.copyOf(phases);
  }

  /**
   * The phase of a name.
   *
   * @throws IllegalArgumentException listing the names there are
   */
  public Phase phase(String name) {
    for (Phase p : phases) if (p.name().equals(name)) return p;
    throw new IllegalArgumentException(
        "no phase '" + name + "'; there are " + phases.stream().map(Phase::name).toList());
  }
}
