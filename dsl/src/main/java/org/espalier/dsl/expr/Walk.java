package org.espalier.dsl.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Visits the nodes under expressions without recursion, in topological order. */
public final class Walk {
  private Walk() {}

  /** Every node the roots depend on, inputs before users. */
  public static List<Node> of(Collection<Expr> roots) {
    return of(roots, Set.of());
  }

  /** The same, not looking behind the expressions in {@code cut}. */
  public static List<Node> of(Collection<Expr> roots, Set<Expr> cut) {
    Set<Node> seen = new HashSet<>();
    Deque<Expr> stack = new ArrayDeque<>();
    for (Expr root : roots) if (root != null) stack.push(root);
    List<Node> nodes = new ArrayList<>();
    while (!stack.isEmpty()) {
      Expr e = stack.pop();
      if (cut.contains(e) || !seen.add(e.node())) continue;
      nodes.add(e.node());
      for (Expr in : e.node().inputs()) stack.push(in);
    }
    nodes.sort(Comparator.comparingLong(Node::id));
    return nodes;
  }
}
