package org.espalier.dsl.reading;

import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/** Sizes of named axes, as the shapes of given values tell them. */
final class AxisSizes implements ToLongFunction<String> {
  private final Map<String, Long> sizes = new HashMap<>();

  /**
   * Notes what the sizes of a value given for {@code e} tell.
   *
   * @throws ShapeMismatch when they do not fit its shape, or those noted before
   */
  void bind(Expr e, long[] dims) {
    Shape shape = e.shape();
    boolean fits = shape.rank() == dims.length;
    for (int i = 0; fits && i < shape.rank(); i++) {
      Dim dim = shape.get(i);
      long size = dims[i];
      if (dim.known()) {
        fits = dim.size() == size;
      } else if (isName(dim)) {
        Long before = sizes.putIfAbsent(dim.toString(), size);
        fits = before == null || before == size;
      }
    }
    if (!fits) {
      Leaf leaf = Leaf.of(e);
      throw new ShapeMismatch(
          leaf == null ? e.toString() : leaf.role() + " '" + leaf.name() + "'",
          shape + (sizes.isEmpty() ? "" : " with " + sizes),
          Shape.of(dims).toString());
    }
  }

  private static boolean isName(Dim dim) {
    return dim.terms().size() == 1 && dim.equals(Dim.named(dim.toString()));
  }

  @Override
  public long applyAsLong(String name) {
    Long size = sizes.get(name);
    if (size == null) {
      throw new IllegalStateException(
          "no input tells the size of axis '" + name + "'; known: " + sizes.keySet());
    }
    return size;
  }
}
