package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Reduction;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * Folds axes away.
 *
 * @param how the fold
 * @param axes sorted, each in 0..rank-1
 * @param keep true keeps the folded axes with size 1
 */
public record Reduce(How how, List<Integer> axes, boolean keep) implements Reduction {
  /** The fold. */
  public enum How {
    /** Sum. */
    SUM(0, Double::sum),
    /** Arithmetic mean. */
    MEAN(0, Double::sum),
    /** Largest; equal largest share the derivative. */
    MAX(Double.NEGATIVE_INFINITY, Math::max),
    /** Smallest; equal smallest share the derivative. */
    MIN(Double.POSITIVE_INFINITY, Math::min),
    /** Product; its derivative divides by nothing, so zeros are no trouble. */
    PROD(1, (a, b) -> a * b),
    /** Any true. */
    ANY(0, Math::max),
    /** All true. */
    ALL(1, Math::min);

    private final double start;
    private final DoubleBinaryOperator fold;

    How(double start, DoubleBinaryOperator fold) {
      this.start = start;
      this.fold = fold;
    }
  }

  public Reduce {
    axes = List.copyOf(axes);
  }

  /** Folds the given axes of {@code x}; no axes means all of them. */
  public static Expr of(How how, Expr x, boolean keep, int... axes) {
    int rank = x.shape().rank();
    int[] all = new int[rank];
    for (int i = 0; i < rank; i++) all[i] = i;
    int[] chosen = axes.length == 0 ? all : axes;
    List<Integer> sorted =
        new ArrayList<>(
            Arrays.stream(chosen).map(x.shape()::axis).sorted().distinct().boxed().toList());
    if (sorted.isEmpty()) return x;
    if (how == How.PROD && sorted.size() > 1) {
      int last = sorted.remove(sorted.size() - 1);
      Expr inner = of(how, x, keep, last);
      return of(how, inner, keep, sorted.stream().mapToInt(i -> i).toArray());
    }
    return Node.of(new Reduce(how, sorted, keep), List.of(x)).output(0);
  }

  @Override
  public String opName() {
    return "reduce" + how.name().charAt(0) + how.name().substring(1).toLowerCase(Locale.ROOT);
  }

  @Override
  public Type type(List<Type> inputs) {
    Type in = inputs.get(0);
    boolean logic = how == How.ANY || how == How.ALL;
    if (how == How.PROD && axes.size() > 1) {
      throw new ShapeMismatch(opName(), "one axis at a time", axes.toString());
    }
    if (logic != (in.dtype() == DType.BOOL)) {
      throw new ShapeMismatch(opName(), logic ? "bool" : "numbers (cast them)", in.toString());
    }
    return in.with(reduced(in.shape(), keep));
  }

  private Shape reduced(Shape shape, boolean keepAxes) {
    List<Dim> dims = new ArrayList<>();
    for (int i = 0; i < shape.rank(); i++) {
      if (!axes.contains(i)) dims.add(shape.get(i));
      else if (keepAxes) dims.add(Dim.of(1));
    }
    return new Shape(dims);
  }

  @Override
  public Dim terms(Node node) {
    Dim n = Dim.of(1);
    for (int axis : axes) n = n.times(node.input(0).shape().get(axis));
    return n;
  }

  @Override
  public Fold fold() {
    return switch (how) {
      case SUM -> Fold.SUM;
      case MEAN -> Fold.MEAN;
      case MAX, MIN, ANY, ALL -> Fold.SELECT;
      case PROD -> Fold.OTHER;
    };
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd x = inputs.get(0);
    long[] kept = x.dims().clone();
    for (int axis : axes) kept[axis] = 1;
    Nd out = Nd.filled(how.start, kept);
    int[] strides = Nd.strides(kept);
    for (int axis : axes) strides[axis] = 0;
    int[] from = Nd.strides(x.dims());
    for (int i = 0; i < x.size(); i++) {
      int at = 0;
      for (int a = 0, rest = i; a < kept.length; a++) {
        at += rest / from[a] * strides[a];
        rest %= from[a];
      }
      out.data()[at] = how.fold.applyAsDouble(out.data()[at], x.data()[i]);
    }
    double scale = how == How.MEAN ? (double) out.size() / x.size() : 1;
    for (int i = 0; scale != 1 && i < out.size(); i++) out.data()[i] *= scale;
    return out.reshape(node.type(0).shape().toArray(sizes));
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    Expr x = node.input(0);
    Shape kept = reduced(x.shape(), true);
    Expr g = dy.reshape(kept);
    return Arrays.asList(
        switch (how) {
          case SUM -> g.broadcastTo(x.shape());
          case MEAN -> g.div(SizeOf.of(terms(node), x.dtype())).broadcastTo(x.shape());
          case MAX, MIN -> {
            Expr best = x.eq(node.output(0).reshape(kept)).cast(x.dtype());
            int[] over = axes.stream().mapToInt(i -> i).toArray();
            yield best.times(g.div(of(How.SUM, best, true, over)));
          }
          case PROD -> {
            int axis = axes.get(0);
            Expr others = CumProd.of(x, axis, true, false).times(CumProd.of(x, axis, true, true));
            yield others.times(g);
          }
          case ANY, ALL -> null;
        });
  }
}
