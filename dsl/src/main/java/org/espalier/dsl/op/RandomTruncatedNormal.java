package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Random;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * Independent numbers of the standard normal distribution cut off at two standard deviations, as a
 * function of a key int64 [3]. It is √2·erf⁻¹(erf(√2)·(2u − 1)) of uniform u: one number in, one
 * out, so the same everywhere, which samplers that reject are not.
 */
public record RandomTruncatedNormal(Shape shape, DType dtype) implements Random, Fused {
  /** erf(√2): the mass within two standard deviations. */
  private static final double MASS = 0.9544997361036416;

  public RandomTruncatedNormal {
    Rand.checkFloat(dtype);
  }

  @Override
  public Type type(List<Type> inputs) {
    return Rand.type(opName(), inputs, dtype, shape);
  }

  @Override
  public List<Type> infer(List<Type> inputs) {
    return List.of(type(inputs));
  }

  @Override
  public double mean() {
    return 0;
  }

  @Override
  public double variance() {
    return 0.7737413035760025;
  }

  @Override
  public double quantile(double p) {
    return Math.sqrt(2) * Unary.ERFINV.of(MASS * (2 * Math.max(0, Math.min(1, p)) - 1));
  }

  @Override
  public List<Expr> decompose(List<Expr> inputs) {
    Expr u = Rand.uniform(inputs.get(0), shape, dtype);
    Expr p = u.times(2).minus(1).times(MASS);
    return List.of(Unary.ERFINV.of(p).times(Math.sqrt(2)));
  }

  @Override
  public List<Nd> evaluate(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    return Fused.super.evaluate(node, inputs, sizes);
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    return evaluate(node, inputs, sizes).get(0);
  }

  @Override
  public List<Expr> vjp(Node node, List<Expr> cotangents, Rules rules) {
    return Arrays.asList((Expr) null);
  }
}
