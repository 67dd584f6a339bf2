package org.espalier.dsl.program;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.expr.Expr;

/**
 * One run on the device: leaves fed, outputs fetched, variables assigned. All of it is computed
 * from the variables' values before the run; assignments take effect together at its end.
 *
 * @param name how a driver asks for it: {@code train}, {@code evaluate}, {@code critic}
 * @param inputs INPUT leaves that may be fed; only those that something uses must be
 * @param outputs values to fetch, by name
 * @param updates VARIABLE leaf → its next value, of the same type
 */
public record Phase(
    String name, List<Expr> inputs, Map<String, Expr> outputs, Map<Expr, Expr> updates) {
  public Phase {
    inputs = List.copyOf(inputs);
    outputs = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    updates = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(updates));
  }
}
