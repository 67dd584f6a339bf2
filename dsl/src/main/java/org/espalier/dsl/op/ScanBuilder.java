package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;

/**
 * Makes the node of a loop without what the loop does not need: inputs the body does not use, the
 * position, and carries that no round changes, which become captures.
 */
final class ScanBuilder {
  private final Scan scan;
  private final List<Expr> args;
  private final List<Expr> params;
  private final List<Expr> outputs;

  /**
   * Takes a loop as written.
   *
   * @param args one per parameter of the body, {@code null} for the position
   */
  ScanBuilder(Scan scan, List<Expr> args) {
    this.scan = scan;
    this.args = args;
    this.params = scan.body().params();
    this.outputs = scan.body().outputs();
  }

  Loops.Results results() {
    List<Expr> results = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) if (!still(i)) results.add(outputs.get(i));
    if (results.isEmpty()) return new Loops.Results(args.subList(0, outputs.size()), List.of());
    Set<Node> used = new HashSet<>(Walk.of(results));

    int fixed = scan.carries() + scan.xs() + (scan.indexed() ? 1 : 0);
    List<Integer> carries = new ArrayList<>();
    List<Integer> xs = new ArrayList<>();
    List<Integer> index = new ArrayList<>();
    List<Integer> captures = new ArrayList<>();
    for (int i = 0; i < params.size(); i++) {
      boolean moving = i < scan.carries() && !still(i);
      if (!moving && !used.contains(params.get(i).node())) continue;
      if (moving) carries.add(i);
      else if (i < scan.carries() || i >= fixed) captures.add(i);
      else if (i < scan.carries() + scan.xs()) xs.add(i);
      else index.add(i);
    }
    List<Integer> kept = new ArrayList<>(carries);
    kept.addAll(xs);
    kept.addAll(index);
    kept.addAll(captures);
    Scan lean =
        new Scan(
            new Fn(kept.stream().map(params::get).toList(), results),
            carries.size(),
            xs.size(),
            !index.isEmpty(),
            scan.length(),
            scan.reverse(),
            scan.parallel());
    kept.removeAll(index);
    return named(Node.of(lean, kept.stream().map(args::get).toList()), lean);
  }

  private Loops.Results named(Node node, Scan lean) {
    List<Expr> carries = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < scan.carries(); i++) {
      carries.add(still(i) ? args.get(i) : node.output(next++));
    }
    return new Loops.Results(carries, node.outputs().subList(next, next + lean.stacked()));
  }

  /** True for an output that is the same carry as it came in. */
  private boolean still(int output) {
    return output < scan.carries() && outputs.get(output) == params.get(output);
  }
}
