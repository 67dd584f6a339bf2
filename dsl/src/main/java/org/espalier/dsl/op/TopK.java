package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Op;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * The k largest elements of the last axis, largest first; the first of equal ones comes first.
 * Outputs: values [b…, k] and their indices, int32 [b…, k]. Derivatives flow to the elements
 * picked.
 *
 * @param k at most the size of the axis
 */
public record TopK(Dim k) implements Op {
  /** Values and indices. */
  public static List<Expr> of(Expr x, Dim k) {
    return Node.of(new TopK(k), List.of(x)).outputs();
  }

  @Override
  public List<Type> infer(List<Type> inputs) {
    Type in = inputs.get(0);
    if (in.shape().rank() == 0
        || in.dtype() == DType.BOOL
        || !Strides.mayFit(Dim.of(0), 1, k, in.shape().last())) {
      throw new ShapeMismatch("topK", "numbers [b…, n] with n at least " + k, in.toString());
    }
    Shape shape = in.shape().with(-1, k);
    return List.of(in.with(shape), new Type(DType.INT32, shape));
  }

  @Override
  public List<Nd> evaluate(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    double[] x = inputs.get(0).data();
    int n = (int) inputs.get(0).dims()[inputs.get(0).rank() - 1];
    int count = (int) k.size(sizes);
    long[] dims = node.type(0).shape().toArray(sizes);
    Nd values = Nd.zeros(dims);
    Nd indices = Nd.zeros(dims);
    for (int at = 0; at < values.size(); at += count) {
      int row = at / count * n;
      List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
      order.sort(Comparator.comparingDouble(i -> -x[row + i]));
      for (int j = 0; j < count; j++) {
        indices.data()[at + j] = order.get(j);
        values.data()[at + j] = x[row + order.get(j)];
      }
    }
    return List.of(values, indices);
  }

  @Override
  public List<Expr> vjp(Node node, List<Expr> cotangents, Rules rules) {
    if (cotangents.get(0) == null) return java.util.Arrays.asList((Expr) null);
    Shape shape = node.input(0).shape();
    Expr places = Ops.rowPlaces(node.output(1), shape.last());
    Expr flat = cotangents.get(0).reshape(places.shape());
    return List.of(ScatterSum.of(flat, places, shape.size()).reshape(shape));
  }
}
