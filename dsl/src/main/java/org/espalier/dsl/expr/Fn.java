package org.espalier.dsl.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.Type;

/**
 * A function traced once: parameters and outputs. Applied by substitution. Two are equal when they
 * compute the same in the same way, whatever their parameters are called; what they use from
 * outside must be the very same expressions.
 *
 * @param params leaf expressions the outputs may depend on
 * @param outputs results; may also depend on expressions outside, see {@link #captures()}
 */
public record Fn(List<Expr> params, List<Expr> outputs) {
  public Fn {
    params = List.copyOf(params);
    outputs = List.copyOf(outputs);
  }

  /** Traces {@code body} on fresh parameters of the given types. */
  public static Fn trace(List<Type> types, UnaryOperator<List<Expr>> body) {
    List<Expr> params = new ArrayList<>(types.size());
    for (int i = 0; i < types.size(); i++) params.add(Leaf.argument("arg" + i, types.get(i)));
    return new Fn(params, body.apply(List.copyOf(params)));
  }

  /** The outputs with {@code args} in place of the parameters. */
  public List<Expr> apply(List<Expr> args) {
    Map<Expr, Expr> map = new HashMap<>();
    for (int i = 0; i < params.size(); i++) map.put(params.get(i), args.get(i));
    return substitute(outputs, map);
  }

  /**
   * Rebuilds expressions with some of their subexpressions replaced; untouched parts are shared.
   */
  public static List<Expr> substitute(List<Expr> roots, Map<Expr, Expr> replacements) {
    Map<Expr, Expr> map = new HashMap<>(replacements);
    for (Node node : Walk.of(roots, map.keySet())) {
      boolean same = true;
      List<Expr> inputs = new ArrayList<>(node.inputs().size());
      for (Expr in : node.inputs()) {
        Expr mapped = map.getOrDefault(in, in);
        same &= mapped == in;
        inputs.add(mapped);
      }
      if (same) continue;
      Node copy = Node.of(node.op(), inputs);
      for (int i = 0; i < node.outputs().size(); i++) {
        map.putIfAbsent(node.output(i), copy.output(i));
      }
    }
    return roots.stream().map(e -> map.getOrDefault(e, e)).toList();
  }

  /**
   * The expressions outside that the outputs use: those that depend on no parameter, taken as far
   * out as they go; what is constant stays inside. Found, not declared.
   */
  public List<Expr> captures() {
    Set<Node> inside = new HashSet<>();
    Set<Node> constant = new HashSet<>();
    for (Expr p : params) inside.add(p.node());
    Set<Expr> found = new LinkedHashSet<>();
    for (Node node : Walk.of(outputs)) {
      List<Expr> in = node.inputs();
      if (in.stream().anyMatch(e -> inside.contains(e.node()))) inside.add(node);
      else if (node.op() instanceof Source source && !source.given()) constant.add(node);
      else if (!in.isEmpty() && in.stream().allMatch(e -> constant.contains(e.node()))) {
        constant.add(node);
      }
      if (!inside.contains(node)) continue;
      for (Expr e : in) {
        if (!inside.contains(e.node()) && !constant.contains(e.node())) found.add(e);
      }
    }
    for (Expr out : outputs) {
      if (!inside.contains(out.node()) && !constant.contains(out.node())) found.add(out);
    }
    return List.copyOf(found);
  }

  /** The same function with its {@link #captures()} as further parameters at the end. */
  public Fn closed(List<Expr> captures) {
    Map<Expr, Expr> map = new HashMap<>();
    List<Expr> all = new ArrayList<>(params);
    for (Expr c : captures) {
      Expr param = Leaf.argument("captured" + all.size(), c.type());
      map.put(c, param);
      all.add(param);
    }
    return new Fn(all, substitute(outputs, map));
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Fn fn && matches(fn));
  }

  private boolean matches(Fn other) {
    if (params.size() != other.params.size() || outputs.size() != other.outputs.size()) {
      return false;
    }
    Map<Expr, Expr> partner = new HashMap<>();
    for (int i = 0; i < params.size(); i++) {
      if (!params.get(i).type().equals(other.params.get(i).type())) return false;
      partner.put(params.get(i), other.params.get(i));
    }
    Deque<Expr> open = new ArrayDeque<>();
    for (int i = 0; i < outputs.size(); i++) {
      if (!pair(outputs.get(i), other.outputs.get(i), partner, open)) return false;
    }
    while (!open.isEmpty()) {
      Expr mine = open.pop();
      List<Expr> inputs = mine.node().inputs();
      List<Expr> others = partner.get(mine).node().inputs();
      for (int i = 0; i < inputs.size(); i++) {
        if (!pair(inputs.get(i), others.get(i), partner, open)) return false;
      }
    }
    return true;
  }

  /** Whether two expressions may be the same; what is behind them is left to be compared. */
  private static boolean pair(Expr x, Expr y, Map<Expr, Expr> partner, Deque<Expr> open) {
    if (partner.containsKey(x)) return partner.get(x) == y;
    boolean alike =
        x.index() == y.index()
            && x.type().equals(y.type())
            && x.node().op().equals(y.node().op())
            && x.node().inputs().size() == y.node().inputs().size();
    if (!alike) return false;
    if (x.node().inputs().isEmpty()) return x == y || constant(x);
    partner.put(x, y);
    open.push(x);
    return true;
  }

  private static boolean constant(Expr e) {
    return e.node().op() instanceof Source source && !source.given();
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (Expr p : params) hash = 31 * hash + p.type().hashCode();
    for (Expr o : outputs) hash = 31 * hash + o.type().hashCode();
    return hash;
  }
}
