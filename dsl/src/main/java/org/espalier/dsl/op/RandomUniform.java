package org.espalier.dsl.op;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Random;
import org.espalier.dsl.random.Draws;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/** Independent numbers, uniform in [0, 1), as a function of a key int64 [3]; a float type. */
public record RandomUniform(Shape shape, DType dtype) implements Random {
  public RandomUniform {
    Rand.checkFloat(dtype);
  }

  @Override
  public Type type(List<Type> inputs) {
    return Rand.type(opName(), inputs, dtype, shape);
  }

  @Override
  public double mean() {
    return 0.5;
  }

  @Override
  public double variance() {
    return 1.0 / 12;
  }

  @Override
  public double quantile(double p) {
    return Math.max(0, Math.min(1, p));
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    Nd out = Nd.zeros(shape.toArray(sizes));
    Draws.uniform(Rand.philox(inputs), dtype, 0, out.data());
    return out;
  }
}
