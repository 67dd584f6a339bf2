package org.espalier.dsl.layer;

import java.util.function.Supplier;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.parametrization.Constraint;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * The one thing a layer sees besides its inputs: parameters, state, mode, random streams, and
 * places for losses, metrics and taps. Everything is named relative to the layer's path.
 */
public interface Context {
  /** Where this is: {@code lenet/conv1}. */
  String path();

  /** Element type of parameters. */
  DType dtype();

  /**
   * The effective value of a trainable parameter: the stored variable passed through its
   * parametrizations. The same name gives the same expression again.
   *
   * @param name relative to the path: {@code kernel}
   * @param shape known sizes
   * @param init how it starts
   */
  default Expr param(String name, Shape shape, Initializer init) {
    return param(name, shape, init, new Constraint[0]);
  }

  /**
   * The same for a parameter that may not leave some sets: every update is put back into them.
   *
   * @param constraints in this order, before those that the network's user sets
   */
  Expr param(String name, Shape shape, Initializer init, Constraint... constraints);

  /**
   * The initializer of a weight matrix for which a layer's user chose none: the network's policy.
   */
  Initializer defaultInit();

  /**
   * The current value of a non-trainable state, updated by {@link #update}. A shared layer's second
   * use sees the first one's update.
   */
  Expr state(String name, Type type, Initializer init);

  /** Sets a state's next value; effective only where the phase trains. */
  void update(String name, Expr next);

  /** True while training: dropout drops, batch norm uses the batch. Known while tracing. */
  boolean training();

  /** A random key (int64 [3]) of this path, purpose, use and step. */
  Expr key(String purpose);

  /** Adds a scalar to the training loss. */
  void loss(String name, Expr scalar);

  /** Reports a scalar each step. */
  void metric(String name, Expr scalar);

  /** Makes a value available as {@code model.tap("path/name")}. */
  void tap(String name, Expr value);

  /** Runs {@code body} one level deeper: names inside are under {@code path/name}. */
  <T> T in(String name, Supplier<T> body);

  /** Calls a layer one level deeper. */
  Expr call(String name, Layer layer, Expr... inputs);

  /**
   * The error to throw when an input does not fit.
   *
   * @param expected what this layer needs: {@code [batch, features]}
   * @param received what it got
   * @param fixes what to type, one suggestion each
   */
  ShapeMismatch mismatch(String expected, Object received, String... fixes);

  /** Demands an input of a rank; {@code expected} names the axes: {@code [batch, features]}. */
  default void requireRank(Expr x, int rank, String expected, String... fixes) {
    if (x.shape().rank() != rank) throw mismatch(expected, x.shape(), fixes);
  }

  /** A parameter-like state of float zeros or ones. */
  default Expr state(String name, Shape shape, Initializer init) {
    return state(name, new Type(dtype(), shape), init);
  }
}
