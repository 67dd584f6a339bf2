package org.espalier.dsl.op;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.reading.Costed;
import org.espalier.dsl.reading.Rules;
import org.espalier.dsl.tensor.Shape;

/**
 * Some elements of a matrix product: those of aᵀ·b at given places. a [n, rows], b [n, columns] and
 * places [links] (int64, row-major numbers in [rows, columns], ascending) give [links]. What the
 * values of {@link LinkedArray} need of the derivative of a product; its own derivatives are
 * products with links again.
 */
public record SampledProduct() implements Fused, Costed {
  /** Elements of aᵀ·b. */
  public static Expr of(Expr a, Expr b, Expr places) {
    return Node.of(new SampledProduct(), List.of(a, b, places)).output(0);
  }

  /**
   * Elements of an array at row-major numbers: where it is a product of two matrices, or a sum of
   * such, the others are not computed.
   */
  static Expr at(Expr array, Expr places) {
    Node node = array.node();
    if (node.op() == Binary.ADD && node.inputTypes().stream().allMatch(array.type()::equals)) {
      return at(node.input(0), places).plus(at(node.input(1), places));
    }
    if (!(node.op() instanceof MatMul product) || !MatMul.flat(node)) {
      return Gather.of(array.reshape(-1), 0, places);
    }
    Expr a = product.transposeA() ? node.input(0) : node.input(0).transpose();
    Expr b = product.transposeB() ? node.input(1).transpose() : node.input(1);
    return of(a, b, places);
  }

  @Override
  public List<Expr> decompose(List<Expr> inputs) {
    Expr all = MatMul.of(inputs.get(0), true, inputs.get(1), false);
    return List.of(Gather.of(all.reshape(-1), 0, inputs.get(2)));
  }

  @Override
  public List<Expr> vjp(Node node, List<Expr> cotangents, Rules rules) {
    Expr a = node.input(0);
    Expr b = node.input(1);
    Shape shape = Shape.of(a.shape().get(1), b.shape().get(1));
    Expr links = LinkedArray.of(cotangents.get(0), node.input(2), shape);
    return Arrays.asList(MatMul.of(b, false, links, true), MatMul.of(a, links), null);
  }

  @Override
  public long macs(Node node, ToLongFunction<String> sizes) {
    Shape a = node.input(0).shape();
    return a.get(0).times(node.type(0).shape().get(0)).size(sizes);
  }

  @Override
  public long flops(Node node, ToLongFunction<String> sizes) {
    return 0;
  }
}
