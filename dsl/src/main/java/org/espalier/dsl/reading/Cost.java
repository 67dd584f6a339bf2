package org.espalier.dsl.reading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Bilinear;
import org.espalier.dsl.expr.Elementwise;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Loop;
import org.espalier.dsl.expr.Movement;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Op;
import org.espalier.dsl.expr.Random;
import org.espalier.dsl.expr.Reduction;
import org.espalier.dsl.expr.Source;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Leaf;

/**
 * What expressions cost, by the kind of each op:
 *
 * <ul>
 *   <li>bilinear: output elements × terms multiply-accumulates (border pixels count as full ones);
 *   <li>reduction: output elements × terms operations; elementwise and random: one per element;
 *   <li>movement and sources: none;
 *   <li>fused: its decomposition, but only its own outputs in bytes;
 *   <li>loop: its body times its length;
 *   <li>an op that is {@link Costed}: what it says;
 *   <li>any other: one operation per output element, marked {@link OpCost#assumed()}.
 * </ul>
 *
 * @param macs multiply-accumulates in all
 * @param flops other scalar operations in all
 * @param parameters elements of the VARIABLE leaves
 * @param bytes of all outputs but sources', as if each op wrote its own
 * @param ops one entry per op application, inputs before users; sources have none
 */
public record Cost(long macs, long flops, long parameters, long bytes, List<OpCost> ops) {
  public Cost {
    ops = List.copyOf(ops);
  }

  /** The cost of one expression, axes of unknown size counted as 1: one example. */
  public static Cost of(Expr root) {
    return of(List.of(root), Map.of());
  }

  /**
   * The cost of all that the roots need, each shared part once.
   *
   * @param sizes sizes of named axes; those not named count as 1
   * @throws ArithmeticException where a number does not fit 64 bits
   */
  public static Cost of(Collection<Expr> roots, Map<String, Long> sizes) {
    return of(roots, name -> sizes.getOrDefault(name, 1L));
  }

  private static Cost of(Collection<Expr> roots, ToLongFunction<String> sizes) {
    long macs = 0;
    long flops = 0;
    long bytes = 0;
    long parameters = 0;
    List<OpCost> ops = new ArrayList<>();
    for (Node node : Walk.of(roots)) {
      if (node.op() instanceof Source) {
        boolean variable = node.op() instanceof Leaf l && l.role() == Leaf.Role.VARIABLE;
        if (variable) parameters = Math.addExact(parameters, elements(node, sizes));
        continue;
      }
      OpCost cost = cost(node, sizes);
      ops.add(cost);
      macs = Math.addExact(macs, cost.macs());
      flops = Math.addExact(flops, cost.flops());
      bytes = Math.addExact(bytes, cost.bytes());
    }
    return new Cost(macs, flops, parameters, bytes, ops);
  }

  private static OpCost cost(Node node, ToLongFunction<String> sizes) {
    Op op = node.op();
    long elements = elements(node, sizes);
    if (op instanceof Costed c)
      return entry(node, c.macs(node, sizes), c.flops(node, sizes), sizes);
    if (op instanceof Bilinear b) {
      return entry(node, Math.multiplyExact(elements, b.terms(node).size(sizes)), 0, sizes);
    }
    if (op instanceof Reduction r) {
      return entry(node, 0, Math.multiplyExact(elements, r.terms(node).size(sizes)), sizes);
    }
    if (op instanceof Elementwise || op instanceof Random) return entry(node, 0, elements, sizes);
    if (op instanceof Movement) return entry(node, 0, 0, sizes);
    if (op instanceof Fused fused) {
      Cost inside = of(Fn.trace(node.inputTypes(), fused::decompose).outputs(), sizes);
      return entry(node, inside.macs, inside.flops, sizes);
    }
    if (op instanceof Loop loop) {
      Cost round = of(loop.body().outputs(), sizes);
      long times = loop.length().size(sizes);
      long macs = Math.multiplyExact(times, round.macs);
      return entry(node, macs, Math.multiplyExact(times, round.flops), sizes);
    }
    return new OpCost(node, 0, elements, bytes(node, sizes), true);
  }

  private static OpCost entry(Node node, long macs, long flops, ToLongFunction<String> sizes) {
    return new OpCost(node, macs, flops, bytes(node, sizes), false);
  }

  private static long elements(Node node, ToLongFunction<String> sizes) {
    long sum = 0;
    for (Expr out : node.outputs()) sum = Math.addExact(sum, out.shape().size().size(sizes));
    return sum;
  }

  private static long bytes(Node node, ToLongFunction<String> sizes) {
    long sum = 0;
    for (Expr out : node.outputs()) {
      long size = Math.multiplyExact(out.shape().size().size(sizes), (long) out.dtype().bytes());
      sum = Math.addExact(sum, size);
    }
    return sum;
  }
}
