package org.espalier.tf.lowering;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Scan;

/**
 * What of a loop has to run for some of its outputs.
 *
 * @param scan the loop
 * @param carries carries that are computed from round to round, ascending
 * @param stacked outputs of the node that are stacked, ascending
 * @param inputs inputs of the node that a round takes, ascending; all of {@code carries} among them
 * @param results what a round computes
 */
record LoopPart(
    Scan scan,
    List<Integer> carries,
    List<Integer> stacked,
    List<Integer> inputs,
    Set<Expr> results) {

  /** The part that the wanted outputs need, round after round. */
  static LoopPart of(Scan scan, Collection<Integer> wanted) {
    TreeSet<Integer> carries = new TreeSet<>();
    List<Integer> stacked = new ArrayList<>();
    for (int output : wanted) {
      if (output < scan.carries()) carries.add(output);
      else stacked.add(output);
    }
    while (true) {
      Set<Expr> results = new HashSet<>();
      for (int i : carries) results.add(scan.body().outputs().get(i));
      for (int j : stacked) results.add(slice(scan, j));
      Set<Node> reached = new HashSet<>(Walk.of(results));
      TreeSet<Integer> inputs = new TreeSet<>(carries);
      for (int i = 0; i < scan.carries() + scan.xs() + scan.captures(); i++) {
        if (reached.contains(scan.param(i).node())) inputs.add(i);
      }
      boolean grown = false;
      for (int i : inputs) if (i < scan.carries()) grown |= carries.add(i);
      if (grown) continue;
      return new LoopPart(
          scan, List.copyOf(carries), List.copyOf(stacked), List.copyOf(inputs), results);
    }
  }

  /** What a round contributes to a stacked output. */
  Expr slice(int output) {
    return slice(scan, output);
  }

  private static Expr slice(Scan scan, int output) {
    int histories = scan.carries() + scan.stacked();
    return output < histories
        ? scan.body().outputs().get(output)
        : scan.param(output - histories);
  }
}
