package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Reduction;
import org.espalier.dsl.reading.Costed;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * Slices added up at the places that indices name: values [i…, b…] and indices [i…] (int32 or int64
 * in 0..size-1) give [size, b…], zero where no index points. The adjoint of {@link Gather} along
 * axis 0; sums over the segments or neighbours of a graph.
 */
public record ScatterSum(Dim size) implements Reduction, Costed {
  /** Sums of the slices of {@code values} that share an index. */
  public static Expr of(Expr values, Expr indices, Dim size) {
    return Node.of(new ScatterSum(size), List.of(values, indices)).output(0);
  }

  @Override
  public Type type(List<Type> inputs) {
    Shape values = inputs.get(0).shape();
    Shape indices = inputs.get(1).shape();
    int rank = indices.rank();
    if (!inputs.get(1).dtype().isInt()
        || values.rank() < rank
        || !values.slice(0, rank).equals(indices)) {
      throw new ShapeMismatch(
          "scatterSum",
          "int32 or int64 indices [i…] and values [i…, b…]",
          inputs.get(1) + " and " + inputs.get(0));
    }
    return inputs.get(0).with(Shape.of(size).concat(values.slice(rank, values.rank())));
  }

  @Override
  public Dim terms(Node node) {
    return node.input(1).shape().size();
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
    Nd values = inputs.get(0);
    Nd out = Nd.zeros(node.type(0).shape().toArray(sizes));
    int n = (int) out.dims()[0];
    int run = Nd.count(Arrays.copyOfRange(out.dims(), 1, out.rank()));
    int from = 0;
    for (double index : inputs.get(1).data()) {
      int to = Gather.place("scatterSum", index, n) * run;
      for (int j = 0; j < run; j++) out.data()[to + j] += values.data()[from++];
    }
    return out;
  }

  @Override
  public List<Expr> vjp(Node node, Expr dy) {
    return Arrays.asList(Gather.of(dy, 0, node.input(1)), null);
  }
}
