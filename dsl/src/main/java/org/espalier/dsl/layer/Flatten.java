package org.espalier.dsl.layer;

import java.util.List;
import java.util.stream.IntStream;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.tensor.Shape;

/** All numbers of an example in one axis: [batch, …] → [batch, features], row-major. */
public record Flatten() implements UnaryLayer, CarriesUnits {
  @Override
  public List<List<Integer>> sources(List<Shape> inputs, Shape output) {
    int channels = (int) inputs.get(0).last().size();
    int features = (int) output.last().size();
    return IntStream.range(0, features).mapToObj(i -> List.of(i % channels)).toList();
  }

  @Override
  public Expr call(Expr x, Context context) {
    if (x.shape().rank() < 1) throw context.mismatch("[batch, …]", x.shape());
    return x.reshape(Suggest.flat(x.shape()));
  }
}
