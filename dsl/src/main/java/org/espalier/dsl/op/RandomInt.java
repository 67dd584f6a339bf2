package org.espalier.dsl.op;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Random;
import org.espalier.dsl.random.Draws;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * Independent whole numbers, uniform in [low, high), as a function of a key int64 [3].
 *
 * @param dtype int32 or int64
 * @param low the least; within ±2^53, and an int for int32
 * @param high above the largest; likewise
 */
public record RandomInt(Shape shape, DType dtype, long low, long high) implements Random {
  private static final long EXACT = 1L << 53;

  public RandomInt {
    Check.that(dtype.isInt(), "dtype must be int32 or int64, got %s", dtype);
    long most = dtype == DType.INT32 ? Integer.MAX_VALUE : EXACT;
    Check.that(
        -most <= low && low < high && high <= most,
        "low < high must lie within ±%d for %s, got low %d and high %d",
        most,
        dtype,
        low,
        high);
  }

  @Override
  public Type type(List<Type> inputs) {
    return Rand.type(opName(), inputs, dtype, shape);
  }

  @Override
  public double mean() {
    return (low + (high - 1.0)) / 2;
  }

  @Override
  public double variance() {
    double n = high - low;
    return (n * n - 1) / 12;
  }

  @Override
  public double quantile(double p) {
    return Math.max(low, Math.min(high - 1, Math.floor(low + p * (high - low))));
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    long[] dims = shape.toArray(sizes);
    return new Nd(dims, Draws.integers(Rand.philox(inputs), dtype, low, high, Nd.count(dims)));
  }
}
