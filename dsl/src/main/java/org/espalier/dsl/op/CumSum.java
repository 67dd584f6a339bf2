package org.espalier.dsl.op;

import java.util.List;
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
 * Running sums along an axis.
 *
 * @param axis in 0..rank-1
 * @param exclusive true leaves each element itself out, so that sums start at 0
 * @param reverse true sums from the end
 */
public record CumSum(int axis, boolean exclusive, boolean reverse) implements Reduction, Costed {
  /** Running sums of {@code x} (a negative axis counts from the end). */
  public static Expr of(Expr x, int axis, boolean exclusive, boolean reverse) {
    CumSum op = new CumSum(x.shape().axis(axis), exclusive, reverse);
    return Node.of(op, List.of(x)).output(0);
  }

  @Override
  public Type type(List<Type> inputs) {
    Type in = inputs.get(0);
    if (in.dtype() == DType.BOOL || axis >= in.shape().rank()) {
      throw new ShapeMismatch("cumSum along axis " + axis, "numbers with that axis", "" + in);
    }
    return in;
  }

  @Override
  public Dim terms(Node node) {
    return node.input(0).shape().get(axis);
  }

  @Override
  public Fold fold() {
    return Fold.SUM;
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
    return CumProd.running(inputs.get(0), axis, reverse, exclusive, 0, Double::sum);
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    return List.of(of(dy, axis, exclusive, !reverse));
  }
}
