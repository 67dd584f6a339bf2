package org.espalier.tf.lowering;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.dsl.expr.Broadcast;
import org.espalier.dsl.expr.Elementwise;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.BroadcastTo;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * Makes expressions fit for lowering, by rewriting them: fused ops without an entry of their own
 * become their decomposition, and elementwise ops take inputs before they were broadcast.
 */
final class Rewriter {
  private final LoweringTable table;
  private final Set<Expr> cut;
  private boolean decomposed;

  private Rewriter(LoweringTable table, Set<Expr> cut) {
    this.table = table;
    this.cut = cut;
  }

  /** Each root and what to lower in its place; nothing behind {@code cut} is looked at. */
  static Map<Expr, Expr> rewrite(Collection<Expr> roots, LoweringTable table, Set<Expr> cut) {
    Rewriter rewriter = new Rewriter(table, cut);
    Map<Expr, Expr> result = new LinkedHashMap<>();
    for (Expr root : roots) result.put(root, root);
    do {
      rewriter.decomposed = false;
      Map<Expr, Expr> step = rewriter.pass(result.values());
      result.replaceAll((from, to) -> step.getOrDefault(to, to));
    } while (rewriter.decomposed);
    return result;
  }

  private Map<Expr, Expr> pass(Collection<Expr> roots) {
    Map<Expr, Expr> map = new HashMap<>();
    for (Node node : Walk.of(roots, cut)) {
      List<Expr> inputs = new ArrayList<>(node.inputs().size());
      for (Expr in : node.inputs()) inputs.add(map.getOrDefault(in, in));
      List<Expr> outputs = outputs(node, inputs);
      for (int i = 0; i < outputs.size(); i++) {
        Expr from = node.output(i);
        if (outputs.get(i) != from && !cut.contains(from)) map.put(from, outputs.get(i));
      }
    }
    return map;
  }

  private List<Expr> outputs(Node node, List<Expr> inputs) {
    if (node.op() instanceof Fused fused && !table.has(fused)) {
      decomposed = true;
      return fused.decompose(inputs);
    }
    List<Expr> taken =
        node.op() instanceof Elementwise ? narrow(inputs, node.type(0).shape()) : inputs;
    return taken.equals(node.inputs()) ? node.outputs() : Node.of(node.op(), taken).outputs();
  }

  /** Inputs before broadcasting, as long as the others stretch the result to {@code shape}. */
  private static List<Expr> narrow(List<Expr> inputs, Shape shape) {
    List<Expr> taken = new ArrayList<>(inputs);
    for (int i = 0; i < taken.size(); i++) {
      Expr wide = taken.get(i);
      if (!(wide.node().op() instanceof BroadcastTo)) continue;
      taken.set(i, wide.node().input(0));
      List<Type> types = taken.stream().map(Expr::type).toList();
      if (!Broadcast.shape("elementwise", types).equals(shape)) taken.set(i, wide);
    }
    return taken;
  }
}
