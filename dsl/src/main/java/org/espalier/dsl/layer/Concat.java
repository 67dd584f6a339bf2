package org.espalier.dsl.layer;

import java.util.List;
import java.util.stream.IntStream;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Ops;
import org.espalier.dsl.tensor.Shape;

/** Its inputs joined along an axis; the other axes must be equal. Negative counts from the end. */
public record Concat(int axis) implements CarriesUnits {
  @Override
  public List<List<Integer>> sources(List<Shape> inputs, Shape output) {
    boolean last = axis == -1 || axis == output.rank() - 1;
    if (!last) return CarriesUnits.super.sources(inputs, output);
    return IntStream.range(0, (int) output.last().size()).mapToObj(List::of).toList();
  }

  @Override
  public Expr call(List<Expr> inputs, Context context) {
    List<Shape> shapes = inputs.stream().map(Expr::shape).toList();
    int rank = shapes.get(0).rank();
    if (axis >= rank || axis < -rank) {
      throw context.mismatch("inputs that have an axis " + axis, shapes.get(0));
    }
    boolean fits =
        shapes.stream()
            .allMatch(s -> s.rank() == rank && s.without(axis).equals(shapes.get(0).without(axis)));
    if (!fits) {
      String which = axis == -1 ? "the last" : "axis " + axis;
      throw context.mismatch("inputs with equal axes except " + which, Suggest.and(shapes));
    }
    return Ops.concat(axis, inputs);
  }

  @Override
  public String label() {
    return "concat, axis " + axis;
  }
}
