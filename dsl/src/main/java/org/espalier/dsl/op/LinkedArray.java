package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * An array of which only some elements are stored: values [links] at places [links] (int64,
 * row-major numbers, ascending, each once), 0 elsewhere. Products of a matrix with it never make
 * the array where there is a kernel for that ({@link MatMul}); any other op finds it made. The
 * derivative to the values is taken at the links only ({@link SampledProduct}).
 *
 * @param shape of the array; known sizes
 */
public record LinkedArray(Shape shape) implements Fused {
  /** The array of a shape with these values at these places. */
  public static Expr of(Expr values, Expr places, Shape shape) {
    return Node.of(new LinkedArray(shape), List.of(values, places)).output(0);
  }

  /** The application that an expression is the output of, if it is one. */
  public static Optional<Node> node(Expr e) {
    return e.node().op() instanceof LinkedArray ? Optional.of(e.node()) : Optional.empty();
  }

  /** Number of values stored. */
  public static Dim count(Node links) {
    return links.input(0).shape().get(0);
  }

  @Override
  public List<Type> infer(List<Type> inputs) {
    Shape values = inputs.get(0).shape();
    boolean fits = values.rank() == 1 && values.equals(inputs.get(1).shape());
    if (!fits || inputs.get(1).dtype() != DType.INT64 || !shape.known()) {
      throw new ShapeMismatch(
          "links in " + shape,
          "values [links], int64 places [links], and known sizes",
          inputs.get(0) + " and " + inputs.get(1));
    }
    return List.of(inputs.get(0).with(shape));
  }

  @Override
  public List<Expr> decompose(List<Expr> inputs) {
    return List.of(ScatterSum.of(inputs.get(0), inputs.get(1), shape.size()).reshape(shape));
  }

  @Override
  public List<Expr> vjp(Node node, List<Expr> cotangents, Rules rules) {
    return Arrays.asList(SampledProduct.at(cotangents.get(0), node.input(1)), null);
  }
}
