package org.espalier.dsl.op;

import java.util.List;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.random.Philox;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.dsl.tensor.Type;

/**
 * Random numbers: pure functions of a key, int64 [3] = (stream, step, index). One key gives one set
 * of numbers: draw twice with two keys, from {@code Context.key} or {@link #fold}.
 */
public final class Rand {
  private static final Tensor FACTORS = Tensor.of(new long[] {1, 1, 65537}, 3);
  private static final Tensor INDEX = Tensor.of(new long[] {0, 0, 1}, 3);
  private static final Tensor MODULI = Tensor.of(new long[] {1L << 53, 1L << 53, 1L << 31}, 3);

  private Rand() {}

  /** Uniform in [0, 1). */
  public static Expr uniform(Expr key, Shape shape, DType dtype) {
    return Node.of(new RandomUniform(shape, dtype), List.of(key)).output(0);
  }

  /** Standard normal. */
  public static Expr normal(Expr key, Shape shape, DType dtype) {
    return Node.of(new RandomNormal(shape, dtype), List.of(key)).output(0);
  }

  /** Standard normal within two standard deviations; its variance is 0.7737. */
  public static Expr truncatedNormal(Expr key, Shape shape, DType dtype) {
    return Node.of(new RandomTruncatedNormal(shape, dtype), List.of(key)).output(0);
  }

  /** Whole numbers, uniform in [low, high), of type int32 or int64. */
  public static Expr integers(Expr key, Shape shape, DType dtype, long low, long high) {
    return Node.of(new RandomInt(shape, dtype, low, high), List.of(key)).output(0);
  }

  /**
   * A further key for each {@code i}, as rounds of a loop need them: same stream and step, index ←
   * (65537 · index + i + 1) mod 2^31. Keys folded from one key differ for i in 0..2^31−2; stream
   * and step are below 2^53.
   *
   * @param i int32 or int64 [], ≥ 0
   */
  public static Expr fold(Expr key, Expr i) {
    Expr next = Literal.of(INDEX).times(i.cast(DType.INT64).plus(1));
    return key.times(Literal.of(FACTORS)).plus(next).rem(Literal.of(MODULI));
  }

  static void checkFloat(DType dtype) {
    Check.that(dtype.isFloat(), "dtype must be a float type, got %s", dtype);
  }

  static Type type(String op, List<Type> inputs, DType dtype, Shape shape) {
    if (!inputs.get(0).equals(Leaf.KEY)) {
      throw new ShapeMismatch(op, "a key " + Leaf.KEY, inputs.get(0).toString());
    }
    return new Type(dtype, shape);
  }

  static Philox philox(List<Nd> inputs) {
    double[] key = inputs.get(0).data();
    return Philox.of((long) key[0], (long) key[1], (long) key[2]);
  }
}
