package org.espalier.dsl.layer;

import java.util.List;
import java.util.stream.Collectors;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/** What an error proposes to type, and the shape that would give. */
final class Suggest {
  /** What every image layer needs. */
  static final String IMAGE = "[batch, height, width, channels]";

  private Suggest() {}

  static String gives(String what, Shape result) {
    return String.format("%-29s gives %s", what, result);
  }

  /** The shape of all of an example's numbers in one axis. */
  static Shape flat(Shape x) {
    return Shape.of(x.get(0), x.slice(1, x.rank()).size());
  }

  /** Demands an image with a known number of channels. */
  static void requireImage(Expr x, Context context) {
    Shape s = x.shape();
    if (s.rank() != 4) throw context.mismatch(IMAGE, s, toImage(s));
    if (!s.last().known()) {
      throw context.mismatch("an image with a known number of channels", s);
    }
  }

  /** Demands inputs of one shape. */
  static void requireOneShape(List<Expr> inputs, Context context) {
    List<Shape> shapes = inputs.stream().map(Expr::shape).toList();
    if (shapes.stream().distinct().count() <= 1) return;
    throw context.mismatch("inputs of one shape", and(shapes));
  }

  static String and(List<Shape> shapes) {
    return shapes.stream().map(Shape::toString).collect(Collectors.joining(" and "));
  }

  /** How a value that is no image could become one. */
  private static String[] toImage(Shape s) {
    if (s.rank() == 3) {
      String what = "reshape(" + s.get(1) + ", " + s.get(2) + ", 1) before it";
      return new String[] {gives(what, s.insert(3, Dim.of(1)))};
    }
    if (s.rank() != 2 || !s.last().known()) return new String[0];
    long side = Math.round(Math.sqrt(s.last().size()));
    if (side * side != s.last().size()) return new String[0];
    Shape square = Shape.of(s.get(0), Dim.of(side), Dim.of(side), Dim.of(1));
    return new String[] {gives("reshape(" + side + ", " + side + ", 1) before it", square)};
  }
}
