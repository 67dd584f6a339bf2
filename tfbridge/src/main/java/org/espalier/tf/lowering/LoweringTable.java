package org.espalier.tf.lowering;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Op;
import org.espalier.dsl.expr.Update;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/**
 * Which TensorFlow ops each kind of op becomes: one typed entry per op class, enums by one entry.
 */
public final class LoweringTable {
  /** Rounds up to which a loop of known length is unrolled unless told otherwise. */
  public static final int UNROLL = 64;

  private final Map<Class<?>, Emit<?>> entries = new HashMap<>();
  private final Map<Class<?>, InPlace<?>> inPlace = new HashMap<>();

  private LoweringTable() {}

  /** The library's families, then those found by {@link ServiceLoader}, then {@code extra}. */
  public static LoweringTable of(List<LoweringProvider> extra) {
    return of(extra, UNROLL);
  }

  /**
   * The same.
   *
   * @param unroll rounds up to which a loop of known length is unrolled; 0 for never
   */
  public static LoweringTable of(List<LoweringProvider> extra, int unroll) {
    LoweringTable table = new LoweringTable();
    Families.all(unroll).forEach(p -> p.contribute(table));
    ServiceLoader.load(LoweringProvider.class).forEach(p -> p.contribute(table));
    extra.forEach(p -> p.contribute(table));
    return table;
  }

  /** An op with any number of outputs. */
  public <O extends Op> LoweringTable add(Class<O> type, Emit<O> emit) {
    entries.put(type, emit);
    return this;
  }

  /** An op with one output. */
  public <O extends Op> LoweringTable one(Class<O> type, Emit.One<O> emit) {
    return add(type, (op, node, e) -> List.of(emit.emit(op, node, e)));
  }

  /** A kernel that updates variables in place. */
  public <O extends Update> LoweringTable inPlace(Class<O> type, InPlace<O> emit) {
    inPlace.put(type, emit);
    return this;
  }

  /** True when the op has an entry of its own. */
  public boolean has(Op op) {
    return entries.containsKey(key(op));
  }

  /** True when ops of a class, or the constants of an enum, have an entry of their own. */
  public boolean has(Class<? extends Op> type) {
    return entries.containsKey(type);
  }

  /** True when the op has a kernel that updates variables in place. */
  public boolean hasInPlace(Op op) {
    return inPlace.containsKey(key(op));
  }

  @SuppressWarnings("unchecked")
  List<Output<?>> emit(Node node, Emitter e) {
    Emit<Op> emit = (Emit<Op>) entries.get(key(node.op()));
    if (emit == null) throw LoweringException.missing(node);
    return emit.emit(node.op(), node, e);
  }

  @SuppressWarnings("unchecked")
  Operation emitInPlace(Node node, Emitter e) {
    InPlace<Update> emit = (InPlace<Update>) inPlace.get(key(node.op()));
    return emit.emit((Update) node.op(), node, e);
  }

  private static Class<?> key(Op op) {
    return op instanceof Enum<?> constant ? constant.getDeclaringClass() : op.getClass();
  }
}
