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

/** Independent standard normal numbers as a function of a key int64 [3]; a float type. */
public record RandomNormal(Shape shape, DType dtype) implements Random {
  public RandomNormal {
    Rand.checkFloat(dtype);
  }

  @Override
  public Type type(List<Type> inputs) {
    return Rand.type(opName(), inputs, dtype, shape);
  }

  @Override
  public double mean() {
    return 0;
  }

  @Override
  public double variance() {
    return 1;
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    long[] dims = shape.toArray(sizes);
    return new Nd(dims, Draws.normal(Rand.philox(inputs), dtype, Nd.count(dims)));
  }
}
