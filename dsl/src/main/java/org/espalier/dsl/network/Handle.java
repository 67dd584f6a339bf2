package org.espalier.dsl.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.tensor.Shape;

/**
 * A value inside a network being described: the output of one of its steps. Its class says what kind
 * of value it is, and so what can follow.
 *
 * @param <H> the kind
 */
public abstract class Handle<H extends Handle<H>> {
  private final NetworkBuilder builder;
  private final String name;

  Handle(NetworkBuilder builder, String name) {
    this.builder = builder;
    this.name = name;
  }

  abstract H same(String step);

  /** The step's (or input's) name. */
  public String name() {
    return name;
  }

  /** Its shape, batch axis first. */
  public Shape shape() {
    return expr().shape();
  }

  final Expr expr() {
    return builder.value(name);
  }

  final NetworkBuilder builder() {
    return builder;
  }

  final String step(String as, Layer layer, Handle<?>... others) {
    List<String> from = new ArrayList<>(List.of(name));
    for (Handle<?> other : others) from.add(other.name());
    return builder.add(as, layer, null, from);
  }

  /** Any layer that keeps the kind of its input, also a user's own. */
  public H layer(Layer layer) {
    return same(step(null, layer));
  }

  /** The same under a name. */
  public H layer(String as, Layer layer) {
    return same(step(as, layer));
  }

  /** A layer with the parameters of an earlier step: both train the same weights. */
  public H shared(String earlier, Layer layer) {
    return same(builder.add(null, layer, earlier, List.of(name)));
  }

  /** Any layer, of any kind of result. */
  public TensorHandle then(Layer layer, Handle<?>... others) {
    return new TensorHandle(builder, step(null, layer, others));
  }

  /** Any layer under a name, of any kind of result. */
  public TensorHandle then(String as, Layer layer, Handle<?>... others) {
    return new TensorHandle(builder, step(as, layer, others));
  }

  /** An activation. */
  public H activation(Activation activation) {
    return layer(activation);
  }

  /** {@code body(x) + x}. */
  public H residual(Function<H, H> body) {
    H self = same(name);
    return body.apply(self).add(self);
  }

  /** Elementwise sum with others of the same shape. */
  @SafeVarargs
  public final H add(H... others) {
    return same(step(null, new org.espalier.dsl.layer.Add(), others));
  }

  /** Elementwise product with others of the same shape. */
  @SafeVarargs
  public final H multiply(H... others) {
    return same(step(null, new org.espalier.dsl.layer.Multiply(), others));
  }

  /** Joined with others along the last axis (features, channels). */
  @SafeVarargs
  public final H concat(H... others) {
    return same(step(null, new org.espalier.dsl.layer.Concat(-1), others));
  }

  /** Several ways from here, joined along the last axis. */
  @SafeVarargs
  public final H branch(Function<H, H>... ways) {
    List<H> ends = new ArrayList<>();
    for (Function<H, H> way : ways) ends.add(way.apply(same(name)));
    Handle<?>[] rest = ends.subList(1, ends.size()).toArray(new Handle<?>[0]);
    return same(ends.get(0).step(null, new org.espalier.dsl.layer.Concat(-1), rest));
  }

  /** Ends the description here with a policy for weight matrices. */
  public NetworkBuilder init(Initializer policy) {
    return builder.output(this).init(policy);
  }

  /** Makes this an output and goes on. */
  public NetworkBuilder output() {
    return builder.output(this);
  }

  /** Makes this an output, and the network. */
  public Network build() {
    return builder.output(this).build();
  }
}
