package org.espalier.dsl.op;

import java.util.List;
import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Source;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * A value that comes from outside the expression.
 *
 * @param role who provides it
 * @param name the input's name, the variable's path, the stream's purpose
 */
public record Leaf(Role role, String name, Type type) implements Source {
  /** Who provides a leaf's value. */
  public enum Role {
    /** Fed with each batch. */
    INPUT,
    /** Kept between steps: a weight, a running statistic, an optimizer slot. */
    VARIABLE,
    /** A random stream's key: int64 [3] = (stream, step, index); the executor derives it. */
    STREAM,
    /** A function's parameter. */
    ARGUMENT
  }

  /** Type of a random key. */
  public static final Type KEY = new Type(DType.INT64, Shape.of(3));

  /** A new input. */
  public static Expr input(String name, Type type) {
    return leaf(Role.INPUT, name, type);
  }

  /** A new variable. */
  public static Expr variable(String path, Type type) {
    return leaf(Role.VARIABLE, path, type);
  }

  /** A new random stream's key. */
  public static Expr stream(String purpose) {
    return leaf(Role.STREAM, purpose, KEY);
  }

  /** A new function parameter. */
  public static Expr argument(String name, Type type) {
    return leaf(Role.ARGUMENT, name, type);
  }

  private static Expr leaf(Role role, String name, Type type) {
    return Node.of(new Leaf(role, name, type), List.of()).output(0);
  }

  /** The leaf behind an expression, or {@code null} when it is none. */
  public static Leaf of(Expr e) {
    return e.node().op() instanceof Leaf leaf ? leaf : null;
  }

  @Override
  public boolean given() {
    return true;
  }

  @Override
  public Nd value(Node node, List<Nd> inputs, ToLongFunction<String> sizes) {
    throw new IllegalStateException(role + " '" + name + "' " + type + " was given no value");
  }
}
