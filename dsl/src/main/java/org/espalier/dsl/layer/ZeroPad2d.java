package org.espalier.dsl.layer;

import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Ops;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * A border of zeros around images: [batch, height, width, channels] → [batch, top + height +
 * bottom, left + width + right, channels].
 *
 * @param top rows above, ≥ 0
 * @param bottom rows below, ≥ 0
 * @param left columns to the left, ≥ 0
 * @param right columns to the right, ≥ 0
 */
public record ZeroPad2d(int top, int bottom, int left, int right)
    implements UnaryLayer, CarriesUnits, SignalRule {
  private static final long UNKNOWN = 64;

  public ZeroPad2d {
    Check.notNegative("top", top);
    Check.notNegative("bottom", bottom);
    Check.notNegative("left", left);
    Check.notNegative("right", right);
  }

  /** The same border on all sides. */
  public ZeroPad2d(int border) {
    this(border, border, border, border);
  }

  @Override
  public Expr call(Expr x, Context context) {
    Suggest.requireImage(x, context);
    return Ops.pad(x, new long[] {0, top, left, 0}, new long[] {0, bottom, right, 0}, 0);
  }

  /** As published: mean and variance both shrink by the share of entries that are not padding. */
  @Override
  public Moment through(List<Moment> inputs, List<Shape> shapes, Shape output) {
    double kept = places(shapes.get(0)) / places(output);
    return new Moment(kept * inputs.get(0).mean(), kept * inputs.get(0).variance());
  }

  private static double places(Shape image) {
    return side(image.get(1)) * side(image.get(2));
  }

  /** Sides of unknown size count as {@link #UNKNOWN} pixels. */
  private static double side(Dim dim) {
    return dim.size(name -> UNKNOWN);
  }

  @Override
  public String baseName() {
    return "pad";
  }

  @Override
  public String label() {
    return "zeroPad2d, " + top + "+" + bottom + "×" + left + "+" + right;
  }
}
