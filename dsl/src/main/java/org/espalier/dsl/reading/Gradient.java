package org.espalier.dsl.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Walk;

/**
 * Reverse-mode derivatives, as further expressions: they can be differentiated again, evaluated and
 * lowered like any other. Only what depends on the wanted expressions is visited.
 */
public final class Gradient {
  private Gradient() {}

  /**
   * d y / d x for each x.
   *
   * @param y one number (shape [])
   * @return one expression per x, of its type; zeros where y does not depend on it
   */
  public static List<Expr> of(Expr y, List<Expr> xs) {
    return of(y, xs, Rules.NONE);
  }

  /** The same with some rules overridden. */
  public static List<Expr> of(Expr y, List<Expr> xs, Rules rules) {
    if (y.shape().rank() != 0 || !y.dtype().isFloat()) {
      throw new EspalierException(
          "a gradient starts from one float number (shape []), got "
              + y.type()
              + "; take y.sum() or y.mean(), or give seeds with Gradient.ofAll");
    }
    return ofAll(List.of(y), List.of(y.onesLike()), xs, rules);
  }

  /** d y / d x for one x. */
  public static Expr of(Expr y, Expr x) {
    return of(y, List.of(x)).get(0);
  }

  /**
   * Σ seedᵢ · d yᵢ / d x for each x: vector-Jacobian products of several roots.
   *
   * @param seeds one per y, of its type
   * @return one expression per x; zeros where no y depends on it
   */
  public static List<Expr> ofAll(List<Expr> ys, List<Expr> seeds, List<Expr> xs, Rules rules) {
    List<Expr> found = sparse(ys, seeds, xs, rules);
    List<Expr> dense = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      dense.add(found.get(i) == null ? xs.get(i).zerosLike() : found.get(i));
    }
    return dense;
  }

  /** Like {@link #ofAll}, with {@code null} where no y depends on x; null seeds are allowed. */
  public static List<Expr> sparse(List<Expr> ys, List<Expr> seeds, List<Expr> xs, Rules rules) {
    List<Node> nodes = Walk.of(ys);
    Set<Node> wanted = new HashSet<>();
    for (Expr x : xs) wanted.add(x.node());
    for (Node node : nodes) {
      if (node.inputs().stream().anyMatch(e -> wanted.contains(e.node()))) wanted.add(node);
    }
    Map<Expr, Expr> cotangents = new HashMap<>();
    for (int i = 0; i < ys.size(); i++) {
      if (seeds.get(i) != null) add(cotangents, ys.get(i), seeds.get(i));
    }
    for (int n = nodes.size() - 1; n >= 0; n--) {
      Node node = nodes.get(n);
      if (!wanted.contains(node) || node.inputs().isEmpty()) continue;
      List<Expr> dys = new ArrayList<>();
      for (Expr out : node.outputs()) dys.add(cotangents.get(out));
      spread(node, dys, wanted, rules, cotangents);
    }
    List<Expr> result = new ArrayList<>(xs.size());
    for (Expr x : xs) result.add(cotangents.get(x));
    return result;
  }

  private static void spread(
      Node node, List<Expr> dys, Set<Node> wanted, Rules rules, Map<Expr, Expr> cotangents) {
    if (dys.stream().allMatch(e -> e == null)) return;
    if (node.inputs().stream().noneMatch(e -> wanted.contains(e.node()))) return;
    List<Expr> dxs = rules.vjp(node, dys).orElseGet(() -> node.op().vjp(node, dys, rules));
    for (int i = 0; i < dxs.size(); i++) {
      Expr in = node.input(i);
      if (dxs.get(i) != null && wanted.contains(in.node())) add(cotangents, in, dxs.get(i));
    }
  }

  private static void add(Map<Expr, Expr> cotangents, Expr x, Expr dx) {
    if (!x.shape().equals(dx.shape()) || x.dtype() != dx.dtype()) {
      throw new IllegalStateException(
          "the derivative rule of " + x.node() + "'s user gives " + dx.type() + " for " + x.type());
    }
    cotangents.merge(x, dx, Expr::plus);
  }

  /**
   * The vector-Jacobian product of a function at given arguments, in smaller ops: how a fused op is
   * differentiated through its decomposition.
   */
  public static List<Expr> through(Fn fn, List<Expr> args, List<Expr> cotangents, Rules rules) {
    List<Expr> params = new ArrayList<>(fn.params());
    List<Expr> values = new ArrayList<>(args);
    Expr[] seeds = new Expr[cotangents.size()];
    for (int i = 0; i < seeds.length; i++) {
      if (cotangents.get(i) == null) continue;
      seeds[i] = org.espalier.dsl.op.Leaf.argument("seed" + i, cotangents.get(i).type());
      params.add(seeds[i]);
      values.add(cotangents.get(i));
    }
    List<Expr> found = sparse(fn.outputs(), Arrays.asList(seeds), fn.params(), rules);
    List<Expr> known = found.stream().filter(e -> e != null).toList();
    List<Expr> applied = new Fn(params, known).apply(values);
    List<Expr> result = new ArrayList<>();
    for (int i = 0, k = 0; i < found.size(); i++) {
      result.add(found.get(i) == null ? null : applied.get(k++));
    }
    return result;
  }
}
