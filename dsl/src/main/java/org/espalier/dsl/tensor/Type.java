package org.espalier.dsl.tensor;

/** What an expression yields: element type and shape. */
public record Type(DType dtype, Shape shape) {
  /** A type of known sizes. */
  public static Type of(DType dtype, long... sizes) {
    return new Type(dtype, Shape.of(sizes));
  }

  /** float32 of known sizes. */
  public static Type float32(long... sizes) {
    return of(DType.FLOAT32, sizes);
  }

  /** The same shape with other elements. */
  public Type as(DType other) {
    return new Type(other, shape);
  }

  /** The same elements in another shape. */
  public Type with(Shape other) {
    return new Type(dtype, other);
  }

  @Override
  public String toString() {
    return dtype.name().toLowerCase(java.util.Locale.ROOT) + shape;
  }
}
