package org.espalier.dsl.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Leaf;

/** Where each weight first meets the signal, possibly behind a mask or another parametrization. */
final class Meeting {
  /**
   * A meeting.
   *
   * @param value the first one that depends on both
   * @param signals what else it is computed from that depends on the network's inputs
   */
  record Place(Expr value, List<Expr> signals) {}

  private final Map<Expr, List<Node>> users = new HashMap<>();
  private final Set<Node> fed = new HashSet<>();

  Meeting(Collection<Expr> roots) {
    for (Node node : Walk.of(roots)) {
      Leaf leaf = Leaf.of(node.output(0));
      boolean starts =
          leaf != null && leaf.role() != Leaf.Role.VARIABLE && !leaf.type().dtype().isInt();
      if (starts || node.inputs().stream().anyMatch(e -> fed.contains(e.node()))) fed.add(node);
      for (Expr in : node.inputs()) users.computeIfAbsent(in, e -> new ArrayList<>()).add(node);
    }
  }

  /** The first meeting of a weight, or null when it never meets the signal. */
  Place of(Expr weight) {
    List<Expr> open = new ArrayList<>(List.of(weight));
    Set<Node> seen = new HashSet<>();
    Node first = null;
    while (!open.isEmpty()) {
      Expr e = open.remove(open.size() - 1);
      for (Node user : users.getOrDefault(e, List.of())) {
        if (!seen.add(user)) continue;
        if (!fed.contains(user)) open.addAll(user.outputs());
        else if (first == null || user.id() < first.id()) first = user;
      }
    }
    if (first == null) return null;
    List<Expr> signals = first.inputs().stream().filter(e -> fed.contains(e.node())).toList();
    return new Place(first.output(0), signals);
  }
}
