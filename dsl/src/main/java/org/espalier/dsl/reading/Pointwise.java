package org.espalier.dsl.reading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.dsl.expr.Elementwise;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Random;
import org.espalier.dsl.expr.Source;
import org.espalier.dsl.expr.Walk;

/** Fused ops whose decomposition is elementwise, replaced by it. */
final class Pointwise {
  private Pointwise() {}

  /** What stands for each expression under the roots that had to change. */
  static Map<Expr, Expr> inline(Collection<Expr> roots, Set<Expr> cut) {
    Map<Expr, Expr> map = new HashMap<>();
    for (Node node : Walk.of(roots, cut)) {
      List<Expr> inputs = new ArrayList<>();
      boolean same = true;
      for (Expr in : node.inputs()) {
        Expr mapped = map.getOrDefault(in, in);
        same &= mapped == in;
        inputs.add(mapped);
      }
      List<Expr> outputs = node.outputs();
      if (node.op() instanceof Fused fused && !(fused instanceof Random)) {
        Fn fn = Fn.trace(node.inputTypes(), fused::decompose);
        if (isPointwise(fn)) {
          outputs = fn.apply(inputs);
          same = false;
        }
      }
      if (same) continue;
      if (outputs == node.outputs()) outputs = Node.of(node.op(), inputs).outputs();
      for (int i = 0; i < outputs.size(); i++) {
        if (!cut.contains(node.output(i))) map.put(node.output(i), outputs.get(i));
      }
    }
    return map;
  }

  private static boolean isPointwise(Fn fn) {
    Set<Expr> params = Set.copyOf(fn.params());
    for (Node node : Walk.of(fn.outputs(), params)) {
      boolean constant = node.op() instanceof Source source && !source.given();
      if (!constant && !(node.op() instanceof Elementwise) && !Cones.isView(node)) return false;
    }
    return true;
  }
}
