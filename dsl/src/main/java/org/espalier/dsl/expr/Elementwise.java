package org.espalier.dsl.expr;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;

/**
 * Kind: each output element is a scalar function of the inputs' elements at its place (broadcast).
 */
public interface Elementwise extends SimpleOp {
  /** How the function moves with one of its arguments. */
  enum Trend {
    /** Never falls. */
    INCREASING,
    /** Never rises. */
    DECREASING,
    /** Neither, or not known. */
    NONE
  }

  /** The scalar function. */
  double apply(double[] args);

  /** How the function moves with argument {@code input}. */
  default Trend trend(int input) {
    return Trend.NONE;
  }

  /** Element type of the result; by default all inputs must agree and it is theirs. */
  default DType result(List<DType> inputs) {
    for (DType d : inputs) {
      if (d != inputs.get(0)) throw Broadcast.dtypes(opName(), inputs);
    }
    return inputs.get(0);
  }

  @Override
  default Type type(List<Type> inputs) {
    return new Type(
        result(inputs.stream().map(Type::dtype).toList()), Broadcast.shape(opName(), inputs));
  }

  @Override
  default Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    return Broadcast.apply(this::apply, inputs, node.type(0).shape().toArray(sizes));
  }
}
