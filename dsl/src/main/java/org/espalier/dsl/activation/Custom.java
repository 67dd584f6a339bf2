package org.espalier.dsl.activation;

import java.util.List;
import java.util.function.UnaryOperator;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Elementwise;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.expr.Fused;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Op;
import org.espalier.dsl.expr.Retyped;
import org.espalier.dsl.expr.Source;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.BroadcastTo;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.StopGradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * An activation given as a formula where it is used: {@code Custom.of("mine", x ->
 * x.times(x.sigmoid()))}. The formula is traced once and stored as its trace, so that it has a JSON
 * form; it must be elementwise, and is then good for every shape and float type.
 *
 * @param name what people call it; letters, digits, '.', '_' and '-'
 * @param formula one parameter of shape […] → one output of its type
 */
public record Custom(String name, Fn formula) implements Formula {
  private static final Type TRACED = new Type(DType.FLOAT32, Shape.of(Retyped.ANY));

  public Custom {
    if (!name.matches("[A-Za-z0-9._-]+")) {
      throw new EspalierException(
          "an activation's name is made of letters, digits, '.', '_' and '-'; got '" + name + "'");
    }
    check(name, formula);
  }

  /**
   * Traces a formula.
   *
   * @throws EspalierException when it mixes elements, changes the shape or uses values from outside
   */
  public static Custom of(String name, UnaryOperator<Expr> formula) {
    return new Custom(name, Fn.trace(List.of(TRACED), in -> List.of(formula.apply(in.get(0)))));
  }

  private static void check(String name, Fn fn) {
    List<Type> types = fn.params().stream().map(Expr::type).toList();
    if (types.size() != 1 || fn.outputs().size() != 1) {
      throw refuse(name, "it has " + types.size() + " parameters");
    }
    for (Node node : Walk.of(fn.outputs(), java.util.Set.copyOf(fn.params()))) {
      if (Leaf.of(node.output(0)) != null) {
        throw refuse(name, "it uses '" + Leaf.of(node.output(0)).name() + "' from outside");
      }
      if (!elementwise(node)) throw refuse(name, "it uses " + node.op().opName());
    }
    Type result = fn.outputs().get(0).type();
    if (!result.equals(types.get(0))) {
      throw refuse(name, "it makes " + result + " of " + types.get(0));
    }
  }

  private static boolean elementwise(Node node) {
    Op op = node.op();
    if (op instanceof Elementwise || op instanceof StopGradient || op instanceof BroadcastTo) {
      return true;
    }
    if (op instanceof Source) return node.type(0).shape().rank() == 0;
    if (!(op instanceof Fused fused)) return false;
    Fn parts = Fn.trace(node.inputTypes(), fused::decompose);
    return Walk.of(parts.outputs(), java.util.Set.copyOf(parts.params())).stream()
        .allMatch(Custom::elementwise);
  }

  private static EspalierException refuse(String name, String why) {
    return new EspalierException(
        "activation '"
            + name
            + "' must be an elementwise formula of x alone, but "
            + why
            + "; for anything else write a Lambda, or a record that implements Layer");
  }

  @Override
  public Expr of(Expr x) {
    return Retyped.apply("activation '" + name + "'", formula, List.of(x)).get(0);
  }

  @Override
  public String baseName() {
    return name;
  }

  @Override
  public String label() {
    return "activation " + name;
  }
}
