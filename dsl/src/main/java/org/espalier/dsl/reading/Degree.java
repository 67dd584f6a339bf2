package org.espalier.dsl.reading;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.espalier.dsl.expr.Bilinear;
import org.espalier.dsl.expr.Elementwise;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Movement;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Op;
import org.espalier.dsl.expr.Random;
import org.espalier.dsl.expr.Reduction;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Binary;
import org.espalier.dsl.op.Cast;
import org.espalier.dsl.op.Constant;
import org.espalier.dsl.op.Unary;
import org.espalier.dsl.op.Where;

/**
 * The degree of an expression as a polynomial in some of its leaves, an upper bound where leading
 * terms cancel. By the kind of each op: bilinear adds the degrees of its operands; sums, means and
 * movements keep the largest; elementwise by the known function; fused through its decomposition.
 * Anything else of degree above 0 is said to be no polynomial.
 */
public final class Degree {
  /** No polynomial: larger than any degree, and stays so when added to itself a few times. */
  private static final long NONE = Long.MAX_VALUE / 8;

  private final Map<Expr, Long> degrees = new HashMap<>();

  private Degree() {}

  /**
   * The degree of {@code y} in {@code xs} taken together.
   *
   * @return empty when it is no polynomial, as far as the rules tell
   */
  public static OptionalLong of(Expr y, Collection<Expr> xs) {
    Degree reading = new Degree();
    for (Expr x : xs) reading.degrees.put(x, 1L);
    reading.run(List.of(y), Set.copyOf(xs));
    long degree = reading.degrees.get(y);
    return degree >= NONE ? OptionalLong.empty() : OptionalLong.of(degree);
  }

  private void run(List<Expr> roots, Set<Expr> cut) {
    for (Node node : Walk.of(roots, cut)) {
      List<Long> in = node.inputs().stream().map(degrees::get).toList();
      List<Long> out = outputs(node, in);
      for (int i = 0; i < out.size(); i++) degrees.putIfAbsent(node.output(i), out.get(i));
    }
  }

  private List<Long> outputs(Node node, List<Long> in) {
    Op op = node.op();
    long most = in.stream().mapToLong(d -> d).max().orElse(0);
    if (op instanceof Fused fused && !(op instanceof Random) && most > 0) {
      return through(node, fused, in);
    }
    long degree = Math.min(NONE, most == 0 ? 0 : degree(node, op, in, most));
    return new ArrayList<>(java.util.Collections.nCopies(node.outputs().size(), degree));
  }

  private static List<Long> through(Node node, Fused fused, List<Long> in) {
    Fn fn = Fn.trace(node.inputTypes(), fused::decompose);
    Degree inside = new Degree();
    for (int i = 0; i < in.size(); i++) inside.degrees.put(fn.params().get(i), in.get(i));
    inside.run(fn.outputs(), Set.copyOf(fn.params()));
    return fn.outputs().stream().map(inside.degrees::get).toList();
  }

  private static long degree(Node node, Op op, List<Long> in, long most) {
    if (op instanceof Bilinear) return rest(in, 2) == 0 ? in.get(0) + in.get(1) : NONE;
    if (op instanceof Reduction r) {
      boolean linear = r.fold() == Reduction.Fold.SUM || r.fold() == Reduction.Fold.MEAN;
      return linear && rest(in, 1) == 0 ? in.get(0) : NONE;
    }
    if (op instanceof Movement) return places(node, in) == 0 ? most : NONE;
    return op instanceof Elementwise ? elementwise(node, op, in, most) : NONE;
  }

  /** Largest degree from an input on. */
  private static long rest(List<Long> in, int from) {
    return in.subList(from, in.size()).stream().mapToLong(d -> d).max().orElse(0);
  }

  /** Largest degree of the inputs that say where elements go. */
  private static long places(Node node, List<Long> in) {
    long most = 0;
    for (int i = 0; i < in.size(); i++) {
      if (node.input(i).dtype() != node.type(0).dtype()) most = Math.max(most, in.get(i));
    }
    return most;
  }

  private static long elementwise(Node node, Op op, List<Long> in, long most) {
    if (op == Unary.NEG || op == Binary.ADD || op == Binary.SUB) return most;
    if (op instanceof Cast c) return c.to().isFloat() ? most : NONE;
    if (op == Unary.SQUARE) return 2 * most;
    if (op == Binary.MUL) return in.get(0) + in.get(1);
    if (op == Binary.DIV) return in.get(1) == 0 ? most : NONE;
    if (op instanceof Where) return in.get(0) == 0 ? most : NONE;
    if (op != Binary.POW) return NONE;
    double power = Constant.valueOf(node.input(1));
    boolean whole = power >= 0 && power == Math.rint(power) && power * most < NONE;
    return whole ? (long) power * most : NONE;
  }
}
