package org.espalier.dsl.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
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
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;

/**
 * Intervals that contain every value an expression can take while its inputs stay in theirs, per
 * element: which ReLUs are stable, for exact rewrites. By the kind of each op: elementwise by trend
 * or by the known function; bilinear in centre and radius, tight where one operand is known
 * exactly; reduction and movement end by end; random by its support; fused through its
 * decomposition; an op that is {@link Bounded} by what it says; exactly known inputs by evaluation.
 * Anything else falls back to (−∞, ∞), in [0, 1] for truth values, and {@link #fallbacks()} says
 * so.
 *
 * <p>Elements are taken one by one: that two of them move together is not seen, except x·x.
 */
public final class Bounds {
  private final Map<Expr, Range> ranges;
  private final Map<Node, String> fallbacks = new LinkedHashMap<>();
  private final ToLongFunction<String> sizes;

  private Bounds(Map<Expr, Range> given, ToLongFunction<String> sizes) {
    this.ranges = new HashMap<>(given);
    this.sizes = sizes;
  }

  /**
   * The ranges of all that the roots need.
   *
   * @param given ranges of leaves, or of any subexpression, which is then not looked behind; a leaf
   *     that is not given may be anything
   * @throws org.espalier.dsl.error.ShapeMismatch when a given range has not its expression's shape
   */
  public static Bounds of(Collection<Expr> roots, Map<Expr, Range> given) {
    AxisSizes sizes = new AxisSizes();
    given.forEach((e, range) -> sizes.bind(e, range.low().dims()));
    Bounds bounds = new Bounds(given, sizes);
    bounds.run(roots);
    return bounds;
  }

  /** The range of one expression. */
  public static Range of(Expr root, Map<Expr, Range> given) {
    return of(List.of(root), given).of(root);
  }

  /**
   * The range of a root, or of anything on the way to one.
   *
   * @throws IllegalArgumentException when no root depends on it
   */
  public Range of(Expr e) {
    Range range = ranges.get(e);
    if (range == null) throw new IllegalArgumentException("no root depends on " + e);
    return range;
  }

  /** Applications about whose values nothing could be said, and why. */
  public Map<Node, String> fallbacks() {
    return Collections.unmodifiableMap(fallbacks);
  }

  private void run(Collection<Expr> roots) {
    for (Node node : Walk.of(roots, ranges.keySet())) {
      List<Range> inputs = node.inputs().stream().map(ranges::get).toList();
      List<Range> outputs = outputs(node, inputs);
      for (int i = 0; i < outputs.size(); i++) ranges.putIfAbsent(node.output(i), outputs.get(i));
    }
  }

  private List<Range> outputs(Node node, List<Range> inputs) {
    Op op = node.op();
    if (op instanceof Leaf leaf) {
      return fallback(node, leaf.role() + " '" + leaf.name() + "' has no range given");
    }
    if (inputs.stream().allMatch(Range::isExact)) {
      List<Nd> values = inputs.stream().map(Range::low).toList();
      return op.evaluate(node, values, sizes).stream().map(Range::exactly).toList();
    }
    if (op instanceof Bounded bounded) return bounded.ranges(node, inputs, sizes);
    if (op instanceof Random random) return List.of(support(node, random));
    if (op instanceof Fused fused) return through(node, fused, inputs);
    Range range = null;
    if (op instanceof Elementwise e) range = ElementwiseBounds.of(node, e, inputs, dims(node, 0));
    else if (op instanceof Bilinear b) range = BilinearBounds.of(node, b, inputs, sizes);
    else if (op instanceof Reduction r) range = reduction(node, r, inputs);
    else if (op instanceof Movement m) range = movement(node, m, inputs);
    return range == null ? fallback(node, reason(op)) : List.of(range);
  }

  private static String reason(Op op) {
    if (op instanceof Elementwise) return "neither trend nor function is known";
    if (op instanceof Bilinear) return "a further input is not known exactly";
    if (op instanceof Reduction) return "the fold is not a sum, a mean or a selection of its input";
    return "nothing is known about this kind of op";
  }

  private List<Range> fallback(Node node, String why) {
    fallbacks.put(node, why);
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < node.outputs().size(); i++) {
      long[] dims = dims(node, i);
      boolean truth = node.type(i).dtype() == DType.BOOL;
      ranges.add(truth ? Range.between(0, 1, dims) : Range.anything(dims));
    }
    return ranges;
  }

  private Range support(Node node, Random random) {
    double low = random.quantile(0);
    double high = random.quantile(1);
    double slack = low == Math.rint(low) && high == Math.rint(high) ? 0 : 4;
    return Range.between(low - slack * Math.ulp(low), high + slack * Math.ulp(high), dims(node, 0));
  }

  private List<Range> through(Node node, Fused fused, List<Range> inputs) {
    Fn fn = Fn.trace(node.inputTypes(), fused::decompose);
    Map<Expr, Range> params = new HashMap<>();
    for (int i = 0; i < inputs.size(); i++) params.put(fn.params().get(i), inputs.get(i));
    Bounds inside = new Bounds(params, sizes);
    inside.run(fn.outputs());
    inside.fallbacks.forEach(
        (part, why) -> fallbacks.merge(node, part.op().opName() + ": " + why, (a, b) -> a));
    return fn.outputs().stream().map(inside::of).toList();
  }

  private Range reduction(Node node, Reduction op, List<Range> inputs) {
    boolean rises = op.fold() != Reduction.Fold.OTHER;
    if (!rises || !pointsFrom(1, node, inputs)) return null;
    boolean open = op.fold() != Reduction.Fold.SELECT && !inputs.get(0).isFinite();
    return ends(node, inputs, open);
  }

  private Range movement(Node node, Movement op, List<Range> inputs) {
    boolean indexed = false;
    for (int i = 1; i < inputs.size(); i++) {
      indexed |= !node.input(i).dtype().isFloat() && !inputs.get(i).isPoint();
    }
    return indexed ? hull(node, op, inputs) : ends(node, inputs, false);
  }

  /** The op at the lower ends and at the upper ends: right for what rises with every input. */
  private Range ends(Node node, List<Range> inputs, boolean nan) {
    Nd low = evaluate(node, inputs.stream().map(Range::low).toList());
    Nd high = evaluate(node, inputs.stream().map(Range::high).toList());
    boolean may = nan || inputs.stream().anyMatch(Range::nan);
    return ElementwiseBounds.range(copy(low), copy(high), may);
  }

  /** Anything that is moved, anywhere: where the places are not known. */
  private Range hull(Node node, Movement op, List<Range> inputs) {
    double low = op.fills() ? op.fill() : Double.POSITIVE_INFINITY;
    double high = op.fills() ? op.fill() : Double.NEGATIVE_INFINITY;
    for (int i = 0; i < inputs.size(); i++) {
      if (node.input(i).dtype() != node.type(0).dtype()) continue;
      low = Math.min(low, Arrays.stream(inputs.get(i).low().data()).min().orElse(low));
      high = Math.max(high, Arrays.stream(inputs.get(i).high().data()).max().orElse(high));
    }
    if (!(low <= high)) return null;
    Range all = Range.between(low, high, dims(node, 0));
    return new Range(all.low(), all.high(), inputs.stream().anyMatch(Range::nan));
  }

  private static boolean pointsFrom(int first, Node node, List<Range> inputs) {
    return inputs.subList(first, node.inputs().size()).stream().allMatch(Range::isPoint);
  }

  private Nd evaluate(Node node, List<Nd> values) {
    return node.op().evaluate(node, values, sizes).get(0);
  }

  private static Nd copy(Nd x) {
    return new Nd(x.dims(), x.data().clone());
  }

  private long[] dims(Node node, int output) {
    return node.type(output).shape().toArray(sizes);
  }
}
