package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;

/**
 * One application of an op that every reading is tested on: finite differences, second order,
 * evaluation against TensorFlow, gradients against TensorFlow's.
 *
 * @param name what is tried, for the test report
 * @param inputs values of the arguments
 * @param dtypes element types of the arguments; only FLOAT64 ones are differentiated
 * @param build the expression of the arguments
 * @param smooth true when second derivatives exist and may be compared at these inputs
 */
public record OpCase(
    String name,
    List<Nd> inputs,
    List<DType> dtypes,
    Function<List<Expr>, Expr> build,
    boolean smooth) {

  /** A smooth case on float64 inputs. */
  public static OpCase of(String name, Function<List<Expr>, Expr> build, Nd... inputs) {
    DType[] dtypes = new DType[inputs.length];
    Arrays.fill(dtypes, DType.FLOAT64);
    return new OpCase(name, List.of(inputs), List.of(dtypes), build, true);
  }

  /** The same with argument {@code index} of another element type. */
  public OpCase with(int index, DType dtype) {
    DType[] copy = dtypes.toArray(new DType[0]);
    copy[index] = dtype;
    return new OpCase(name, inputs, List.of(copy), build, smooth);
  }

  /** The same without the second-order check (kinks, ties, rounding). */
  public OpCase rough() {
    return new OpCase(name, inputs, dtypes, build, false);
  }

  /** Deterministic values without ties or kinks at 0, in about (−2, 2). */
  public static Nd values(long... dims) {
    Nd nd = Nd.zeros(dims);
    for (int i = 0; i < nd.size(); i++) {
      double v = Math.sin(1.7 * i + 0.3) * 1.3 + 0.31 * Math.cos(0.9 * i * i);
      nd.data()[i] = Math.abs(v) < 0.05 ? v + 0.1 : v;
    }
    return nd;
  }

  /** Deterministic values in about (0.3, 2.3). */
  public static Nd positive(long... dims) {
    return values(dims).map(v -> 0.3 + Math.abs(v));
  }

  @Override
  public String toString() {
    return name;
  }
}
