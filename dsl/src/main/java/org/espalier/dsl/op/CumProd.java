package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Reduction;
import org.espalier.dsl.reading.Costed;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;

/**
 * Running products along an axis. The derivative divides by nothing, so it is right at zeros too.
 *
 * @param axis in 0..rank-1
 * @param reverse true multiplies from the end
 */
public record CumProd(int axis, boolean reverse) implements Reduction, Costed {
  /** Running products of {@code x}; exclusive ones leave each element itself out, starting at 1. */
  public static Expr of(Expr x, int axis, boolean exclusive, boolean reverse) {
    int a = x.shape().axis(axis);
    return Node.of(new CumProd(a, reverse), List.of(exclusive ? shifted(x, a, reverse) : x))
        .output(0);
  }

  /** A one comes in at the side where products start, the last factor goes. */
  private static Expr shifted(Expr x, int axis, boolean reverse) {
    List<Dim> none = Collections.nCopies(x.shape().rank(), Dim.of(0));
    List<Dim> one = new ArrayList<>(none);
    one.set(axis, Dim.of(1));
    Expr longer = Pad.of(x, reverse ? none : one, reverse ? one : none, 1);
    Dim from = Dim.of(reverse ? 1 : 0);
    return Slice.of(longer, axis, from, x.shape().get(axis).plus(from), 1);
  }

  @Override
  public Type type(List<Type> inputs) {
    Type in = inputs.get(0);
    if (in.dtype() == DType.BOOL || axis >= in.shape().rank()) {
      throw new ShapeMismatch("cumProd along axis " + axis, "numbers with that axis", "" + in);
    }
    return in;
  }

  @Override
  public Dim terms(Node node) {
    return node.input(0).shape().get(axis);
  }

  @Override
  public Fold fold() {
    return Fold.OTHER;
  }

  @Override
  public long macs(Node node, ToLongFunction<String> sizes) {
    return 0;
  }

  @Override
  public long flops(Node node, ToLongFunction<String> sizes) {
    return node.input(0).shape().size().size(sizes);
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    return running(inputs.get(0), axis, reverse, false, 1, (a, b) -> a * b);
  }

  /** A running fold along an axis. */
  static Nd running(
      Nd x, int axis, boolean reverse, boolean exclusive, double start, DoubleBinaryOperator fold) {
    Nd out = Nd.zeros(x.dims());
    int n = (int) x.dims()[axis];
    int inner = Nd.strides(x.dims())[axis];
    for (int first = 0; first < x.size(); first++) {
      if (first / inner % n != 0) continue;
      double value = start;
      for (int i = 0; i < n; i++) {
        int at = first + (reverse ? n - 1 - i : i) * inner;
        double next = fold.applyAsDouble(value, x.data()[at]);
        out.data()[at] = exclusive ? value : next;
        value = next;
      }
    }
    return out;
  }

  /** dxᵢ = (product before i) · sᵢ, where sᵢ = dyᵢ + xᵢ₊₁·sᵢ₊₁ runs against the products. */
  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    Expr x = node.input(0);
    int[] swap = new int[x.shape().rank()];
    for (int i = 0; i < swap.length; i++) swap[i] = i;
    swap[0] = axis;
    swap[axis] = 0;
    List<Expr> xs = List.of(x.transpose(swap), dy.transpose(swap));
    Loops.Body body =
        (carry, t, i) -> {
          Expr s = t.get(1).plus(carry.get(0));
          return new Loops.Results(List.of(t.get(0).times(s)), List.of(s));
        };
    List<Expr> init = List.of(Constant.of(x.dtype(), 0).broadcastTo(xs.get(0).shape().without(0)));
    Loops.Results sums = reverse ? Loops.scan(init, xs, body) : Loops.scanReversed(init, xs, body);
    return List.of(of(x, axis, true, reverse).times(sums.stacked().get(0).transpose(swap)));
  }
}
