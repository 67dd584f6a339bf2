package org.espalier.dsl.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Custom;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.layer.Add;
import org.espalier.dsl.layer.BatchNorm;
import org.espalier.dsl.layer.Concat;
import org.espalier.dsl.layer.Dropout;
import org.espalier.dsl.layer.Flatten;
import org.espalier.dsl.layer.Lambda;
import org.espalier.dsl.layer.Layer;
import org.espalier.dsl.layer.Multiply;
import org.espalier.dsl.parametrization.Parametrization;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * A value inside a network being described: the output of one of its steps. Its class says what
 * kind of value it is, and so what can follow.
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

  /** Demands the rank that this kind of value has. */
  final void requireRank(int rank, String expected) {
    if (shape().rank() == rank) return;
    String kind = getClass().getSimpleName().replace("Handle", "").toLowerCase(Locale.ROOT);
    throw new ShapeMismatch(
        "'" + name + "' as " + kind,
        expected,
        shape().toString(),
        "",
        List.of("then(layer) instead of layer(layer), which may change the kind of value"));
  }

  /** The step's (or input's) name. */
  public String name() {
    return name;
  }

  /** Its shape, batch axis first. */
  public Shape shape() {
    return type().shape();
  }

  /** Its element type and shape. */
  public Type type() {
    return expr().type();
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

  /**
   * What this step's connections are made of: {@code dense(512).structure(new Masked(0.2))}; see
   * {@link NetworkBuilder#structure}.
   *
   * @throws org.espalier.dsl.error.EspalierException when its layer declares no connections
   */
  @SuppressWarnings("unchecked")
  public H structure(Parametrization structure) {
    builder.structure(name, structure);
    return (H) this;
  }

  /** An activation. */
  public H activation(Activation activation) {
    return layer(activation);
  }

  /** An activation under a name. */
  public H activation(String as, Activation activation) {
    return layer(as, activation);
  }

  /** An elementwise activation by its formula: {@code x -> x.times(x.sigmoid())}. */
  public H activation(String as, UnaryOperator<Expr> formula) {
    return layer(as, Custom.of(as, formula));
  }

  /** Any formula of this value, of any kind of result, under a name. */
  public TensorHandle lambda(String as, UnaryOperator<Expr> formula) {
    return then(as, Lambda.of(as, type(), formula));
  }

  /** Batch normalisation of each channel (the last axis). */
  public H batchNorm() {
    return layer(new BatchNorm());
  }

  /** Batch normalisation of each channel (the last axis), as described. */
  public H batchNorm(BatchNorm norm) {
    return layer(norm);
  }

  /** While training, sets elements to 0 with this probability, in [0, 1). */
  public H dropout(double rate) {
    return layer(new Dropout(rate));
  }

  /** All numbers of an example in one axis: [batch, features]. */
  public VectorHandle flatten() {
    return new VectorHandle(builder, step(null, new Flatten()));
  }

  /** {@code body(x) + x}. */
  public H residual(Function<H, H> body) {
    H self = same(name);
    return body.apply(self).add(self);
  }

  /** Elementwise sum with others of the same shape. */
  @SafeVarargs
  public final H add(H... others) {
    return same(step(null, new Add(), others));
  }

  /** Elementwise product with others of the same shape. */
  @SafeVarargs
  public final H multiply(H... others) {
    return same(step(null, new Multiply(), others));
  }

  /** Joined with others along the last axis (features, channels). */
  @SafeVarargs
  public final H concat(H... others) {
    return same(step(null, new Concat(-1), others));
  }

  /** Several ways from here, joined along the last axis. */
  @SafeVarargs
  public final H branch(Function<H, H>... ways) {
    List<H> ends = new ArrayList<>();
    for (Function<H, H> way : ways) ends.add(way.apply(same(name)));
    Handle<?>[] rest = ends.subList(1, ends.size()).toArray(new Handle<?>[0]);
    return same(ends.get(0).step(null, new Concat(-1), rest));
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
