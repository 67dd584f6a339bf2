package org.espalier.tf.lowering;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Scan;

/** A loop without what nobody uses: carries, stacked results, inputs that no used output needs. */
final class LiveScan {
  final Scan scan;
  final Node node;

  /** Carries that some used output depends on. */
  final Set<Integer> carries = new TreeSet<>();

  /** Outputs of the node that are used and stacked: results of the body, then histories. */
  final List<Integer> stacks = new ArrayList<>();

  /** Stacked inputs of the node that the body needs. */
  final List<Integer> xs = new ArrayList<>();

  /** Inputs of the node that the body needs and that are the same in every round. */
  final List<Integer> captures = new ArrayList<>();

  LiveScan(Scan scan, Node node, Emitter e) {
    this.scan = scan;
    this.node = node;
    for (int i = 0; i < node.outputs().size(); i++) {
      if (!e.used(node.output(i))) continue;
      if (i >= scan.carries()) stacks.add(i);
      if (i < scan.carries()) carries.add(i);
      else if (isHistory(i)) carries.add(carryOf(i));
    }
    Set<Node> needed = needed();
    while (spread(needed)) needed = needed();
    for (int i = scan.carries(); i < node.inputs().size(); i++) {
      if (!needed.contains(scan.param(i).node())) continue;
      (i < scan.carries() + scan.xs() ? xs : captures).add(i);
    }
  }

  /** What a round computes: the next live carries and the used results. */
  List<Expr> roots() {
    List<Expr> roots = new ArrayList<>();
    for (int i : carries) roots.add(scan.body().outputs().get(i));
    for (int i : stacks) if (!isHistory(i)) roots.add(scan.body().outputs().get(i));
    return roots;
  }

  /** True for an output that holds a carry as each round found it. */
  boolean isHistory(int output) {
    return output >= scan.carries() + scan.stacked();
  }

  /** The carry of a history. */
  int carryOf(int history) {
    return history - scan.carries() - scan.stacked();
  }

  private Set<Node> needed() {
    return new HashSet<>(Walk.of(roots()));
  }

  /** Adds the carries that what is needed takes; true when there are new ones. */
  private boolean spread(Set<Node> needed) {
    boolean news = false;
    for (int i = 0; i < scan.carries(); i++) {
      if (needed.contains(scan.param(i).node())) news |= carries.add(i);
    }
    return news;
  }
}
