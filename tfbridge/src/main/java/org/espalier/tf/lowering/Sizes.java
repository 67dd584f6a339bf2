package org.espalier.tf.lowering;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.tensorflow.Output;

/**
 * Sizes of axes inside a graph: constants where known, int32 scalars computed from the feeds else.
 */
final class Sizes {
  private final GraphWriter writer;
  private final Function<String, Output<?>> symbols;

  /**
   * Sizes in one graph.
   *
   * @param symbols the int32 scalar behind a named axis
   */
  Sizes(GraphWriter writer, Function<String, Output<?>> symbols) {
    this.writer = writer;
    this.symbols = symbols;
  }

  /** The size as an int32 scalar. */
  Output<?> size(Dim dim) {
    if (dim.known()) return scalar(dim.size());
    Output<?> sum = null;
    for (Map.Entry<List<Dim.Symbol>, Long> term : dim.terms().entrySet()) {
      Output<?> product = null;
      for (Dim.Symbol symbol : term.getKey()) {
        Output<?> factor = symbol(symbol);
        product = product == null ? factor : op("Mul", product, factor);
      }
      long c = term.getValue();
      if (product == null) product = scalar(c);
      else if (c != 1) product = op("Mul", product, scalar(c));
      sum = sum == null ? product : op("AddV2", sum, product);
    }
    return sum;
  }

  /** The sizes as an int32 vector. */
  Output<?> shape(Shape shape) {
    if (shape.known()) return vector(shape.toArray());
    List<Output<?>> sizes = new ArrayList<>();
    for (Dim dim : shape.dims()) sizes.add(size(dim));
    return new Raw(writer, "Pack").list(sizes).attr("axis", 0L).out();
  }

  /** A constant int32 vector. */
  Output<?> vector(long... values) {
    int[] ints = new int[values.length];
    for (int i = 0; i < ints.length; i++) ints[i] = Math.toIntExact(values[i]);
    return constant(Tensor.of(ints, ints.length));
  }

  /** An array baked into the graph. */
  Output<?> constant(Tensor value) {
    return new Raw(writer, "Const").attr("dtype", value.dtype()).attr("value", value).out();
  }

  private Output<?> symbol(Dim.Symbol symbol) {
    if (symbol instanceof Dim.Named named) return symbols.apply(named.name());
    Dim.Floor floor = (Dim.Floor) symbol;
    return op("FloorDiv", size(floor.of()), scalar(floor.by()));
  }

  private Output<?> scalar(long value) {
    return constant(Tensor.of(DType.INT32, Nd.scalar(Math.toIntExact(value))));
  }

  private Output<?> op(String type, Output<?> a, Output<?> b) {
    return new Raw(writer, type).in(a, b).out();
  }
}
