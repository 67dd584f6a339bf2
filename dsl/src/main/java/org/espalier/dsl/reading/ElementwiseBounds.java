package org.espalier.dsl.reading;

import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.POSITIVE_INFINITY;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.espalier.dsl.expr.Broadcast;
import org.espalier.dsl.expr.Elementwise;
import org.espalier.dsl.expr.Elementwise.Trend;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.Binary;
import org.espalier.dsl.op.Cast;
import org.espalier.dsl.op.Unary;
import org.espalier.dsl.op.Where;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;

/** Ranges of elementwise ops: by trend, or by the function where it is known. */
final class ElementwiseBounds {
  /** Functions whose values on doubles may step back by a few units in the last place. */
  private static final Set<Unary> ROUNDED =
      EnumSet.of(Unary.SIGMOID, Unary.SOFTPLUS, Unary.ERF, Unary.ERFINV, Unary.ASINH);

  /** {low, high} of the result from {low, high} of each argument in turn. */
  private interface Interval {
    double[] of(double[] ends);
  }

  private ElementwiseBounds() {}

  /** The range, or {@code null} where neither trend nor function is known. */
  static Range of(Node node, Elementwise op, List<Range> inputs, long[] dims) {
    boolean nan = inputs.stream().anyMatch(Range::nan);
    DType dtype = node.type(0).dtype();
    if (nan && !dtype.isFloat()) return dtype == DType.BOOL ? truth(dims) : Range.anything(dims);
    boolean squared = op == Binary.MUL && node.input(0) == node.input(1);
    Interval f =
        squared ? e -> Intervals.even(x -> x * x, e[0], e[1]) : interval(op, inputs.size());
    if (f == null) return null;
    List<Nd> ends = new ArrayList<>();
    for (Range r : inputs) {
      ends.add(r.low());
      ends.add(r.high());
    }
    Nd low = Broadcast.apply(e -> f.of(e)[0], ends, dims);
    Nd high = Broadcast.apply(e -> f.of(e)[1], ends, dims);
    boolean rises = inputs.size() == 1 && op.trend(0) != Trend.NONE;
    boolean open = !rises && !inputs.stream().allMatch(Range::isFinite);
    return range(low, high, (nan || open) && dtype.isFloat());
  }

  private static Range truth(long[] dims) {
    return Range.between(0, 1, dims);
  }

  /** A range whose ends may be NaN (nothing known there) or, after rounding, crossed. */
  static Range range(Nd low, Nd high, boolean nan) {
    boolean may = nan;
    for (int i = 0; i < low.size(); i++) {
      double l = low.data()[i];
      double h = high.data()[i];
      boolean broken = Double.isNaN(l) || Double.isNaN(h);
      may |= broken;
      if (Double.isNaN(l) || l > h) low.data()[i] = NEGATIVE_INFINITY;
      if (Double.isNaN(h) || l > h) high.data()[i] = POSITIVE_INFINITY;
    }
    return new Range(low, high, may);
  }

  private static Interval interval(Elementwise op, int arity) {
    if (op instanceof Unary u) {
      Interval known = unary(u);
      if (known != null) return known;
    }
    if (op instanceof Binary b) {
      Interval known = binary(b);
      if (known != null) return known;
    }
    if (op instanceof Cast c && c.to() == DType.BOOL) {
      return e -> {
        double[] zero = Intervals.equal(e[0], e[1], 0, 0);
        return new double[] {1 - zero[1], 1 - zero[0]};
      };
    }
    if (op instanceof Where) return ElementwiseBounds::where;
    for (int i = 0; i < arity; i++) if (op.trend(i) == Trend.NONE) return null;
    return e -> byTrend(op, e);
  }

  private static double[] byTrend(Elementwise op, double[] e) {
    double[] least = new double[e.length / 2];
    double[] most = new double[e.length / 2];
    for (int i = 0; i < least.length; i++) {
      boolean rises = op.trend(i) == Trend.INCREASING;
      least[i] = e[2 * i + (rises ? 0 : 1)];
      most[i] = e[2 * i + (rises ? 1 : 0)];
    }
    double low = op.apply(least);
    double high = op.apply(most);
    if (!(op instanceof Unary u && ROUNDED.contains(u))) return new double[] {low, high};
    boolean positive = u == Unary.SIGMOID || u == Unary.SOFTPLUS;
    double floor = positive ? 0 : u == Unary.ERF ? -1 : NEGATIVE_INFINITY;
    double roof = u == Unary.SIGMOID || u == Unary.ERF ? 1 : POSITIVE_INFINITY;
    return new double[] {
      Math.max(floor, low - 4 * Math.ulp(low)), Math.min(roof, high + 4 * Math.ulp(high))
    };
  }

  private static double[] where(double[] e) {
    if (e[0] > 0) return new double[] {e[2], e[3]};
    if (e[1] == 0) return new double[] {e[4], e[5]};
    return new double[] {Math.min(e[2], e[4]), Math.max(e[3], e[5])};
  }

  private static Interval unary(Unary u) {
    return switch (u) {
      case ABS -> e -> Intervals.abs(e[0], e[1]);
      case SQUARE, COSH -> e -> Intervals.even(u::of, e[0], e[1]);
      case SIN -> e -> Intervals.wave(Math::sin, Math.PI / 2, e[0], e[1]);
      case COS -> e -> Intervals.wave(Math::cos, 0, e[0], e[1]);
      case TAN -> e -> Intervals.tan(e[0], e[1]);
      case RECIPROCAL -> e -> Intervals.reciprocal(e[0], e[1]);
      case RSQRT -> e -> e[0] > 0 ? new double[] {u.of(e[1]), u.of(e[0])} : Intervals.anything();
      case IS_NAN -> e -> new double[] {0, 0};
      case IS_FINITE ->
          e -> {
            boolean sure = e[0] > NEGATIVE_INFINITY && e[1] < POSITIVE_INFINITY;
            return new double[] {sure ? 1 : 0, e[0] == e[1] && !sure ? 0 : 1};
          };
      default -> null;
    };
  }

  private static Interval binary(Binary b) {
    return switch (b) {
      case MUL -> e -> Intervals.product(e[0], e[1], e[2], e[3]);
      case DIV -> e -> Intervals.quotient(e[0], e[1], e[2], e[3]);
      case POW -> e -> Intervals.power(e[0], e[1], e[2], e[3]);
      case MOD -> e -> Intervals.remainder(e[0], e[1], e[2], e[3]);
      case FLOOR_DIV ->
          e -> {
            double[] q = Intervals.quotient(e[0], e[1], e[2], e[3]);
            return new double[] {Math.floor(q[0]), Math.floor(q[1])};
          };
      case EQ -> e -> Intervals.equal(e[0], e[1], e[2], e[3]);
      case NE ->
          e -> {
            double[] equal = Intervals.equal(e[0], e[1], e[2], e[3]);
            return new double[] {1 - equal[1], 1 - equal[0]};
          };
      default -> null;
    };
  }
}
