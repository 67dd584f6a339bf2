package org.espalier.tf.lowering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Tensor;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.OperationBuilder;
import org.tensorflow.Output;
import org.tensorflow.op.Scope;

/**
 * Adds raw ops to one TensorFlow graph. Equal ops on equal inputs are made once (value numbering),
 * across phases too; who feeds whom is remembered, so the graph can be read back without native
 * calls.
 */
final class GraphWriter {
  /** One op as it was made. */
  record Made(String type, List<Object> inputs, Map<String, Object> attrs, List<Operation> after) {}

  /** Ops TensorFlow adds to a while loop, and to each part of its state besides its end. */
  private static final int LOOP_OP = 1;

  private static final int STATE_OPS = 4;

  private final Graph graph;
  private final Scope scope;
  private final Map<Made, Operation> known = new HashMap<>();
  private final Map<Operation, Made> all = new LinkedHashMap<>();
  private final Map<Object, Loop> loops = new HashMap<>();
  private final AtomicInteger loopNames;

  /** Ops of the graph that are not in {@link #all}, less those there that are none of it. */
  private int unlisted;

  private int names;

  GraphWriter(Graph graph) {
    this(graph, new AtomicInteger());
  }

  private GraphWriter(Graph graph, AtomicInteger loopNames) {
    this.graph = graph;
    this.scope = graph.baseScope();
    this.loopNames = loopNames;
  }

  /**
   * The graph of a condition or a body of a loop in this one. TensorFlow frees it with its ops once
   * the loop is made; what is remembered here can still be read.
   */
  GraphWriter inner(Graph part, Output<?>[] state) {
    GraphWriter inner = new GraphWriter(part, loopNames);
    for (int i = 0; i < state.length; i++) {
      Map<String, Object> attrs = Map.of("at", (long) i);
      inner.all.put(state[i].op(), new Made("State", List.of(), attrs, List.of()));
      inner.unlisted--;
    }
    return inner;
  }

  Graph graph() {
    return graph;
  }

  /** Number of ops, those inside of loops included. */
  int size() {
    return all.size() + unlisted;
  }

  Made made(Operation op) {
    return all.get(op);
  }

  /** Adds an op, or finds the equal one when {@code shared}. */
  Operation add(Made made, boolean shared, String name) {
    if (shared) {
      Operation before = known.get(made);
      if (before != null) return before;
    }
    String unique = name != null ? name : made.type() + "_" + names++;
    OperationBuilder builder = graph.opBuilder(made.type(), unique, scope);
    for (Object input : made.inputs()) {
      if (input instanceof Output<?> one) builder.addInput(one);
      else builder.addInputList(((List<?>) input).toArray(new Output<?>[0]));
    }
    for (Operation control : made.after()) builder.addControlInput(control);
    made.attrs().forEach((key, value) -> set(builder, key, value));
    Operation op = builder.build();
    if (shared) known.put(made, op);
    all.put(op, made);
    return op;
  }

  /**
   * A while loop as it was made.
   *
   * @param start the state before the first round
   * @param ends the state after the last round, one op each
   * @param test the graph of the condition
   * @param body the graph of a round
   * @param results the state after a round, in {@code body}
   */
  record Loop(
      List<Output<?>> start,
      List<Output<?>> ends,
      GraphWriter test,
      GraphWriter body,
      List<Output<?>> results) {}

  /**
   * Adds a loop, or finds the one of an equal key.
   *
   * @param build makes the loop under a name that no loop of the whole graph has, which TensorFlow
   *     needs to tell their rounds apart
   */
  Loop loop(Object key, Function<String, Loop> build) {
    Loop known = loops.get(key);
    if (known != null) return known;
    Loop loop = build.apply("loop_" + loopNames.getAndIncrement());
    loops.put(key, loop);
    List<Object> inputs = List.of(List.copyOf(loop.start()));
    for (int i = 0; i < loop.ends().size(); i++) {
      Map<String, Object> attrs = Map.of("end", (long) i, "loop", loop);
      all.put(loop.ends().get(i).op(), new Made("While", inputs, attrs, List.of()));
    }
    unlisted += LOOP_OP + loop.start().size() * STATE_OPS + loop.test().size() + loop.body().size();
    return loop;
  }

  private static void set(OperationBuilder builder, String name, Object value) {
    if (value instanceof Boolean v) builder.setAttr(name, v);
    else if (value instanceof Long v) builder.setAttr(name, v);
    else if (value instanceof Float v) builder.setAttr(name, v);
    else if (value instanceof String v) builder.setAttr(name, v);
    else if (value instanceof DType v) builder.setAttr(name, NativeTypes.dataType(v));
    else if (value instanceof org.tensorflow.proto.DataType v) builder.setAttr(name, v);
    else if (value instanceof org.tensorflow.ndarray.Shape v) builder.setAttr(name, v);
    else if (value instanceof Tensor v) {
      try (org.tensorflow.Tensor copy = NativeMemory.copyOf(v)) {
        builder.setAttr(name, copy);
      }
    } else if (value instanceof List<?> v) {
      builder.setAttr(name, v.stream().mapToLong(x -> (Long) x).toArray());
    } else {
      throw new IllegalArgumentException("attribute " + name + " of " + value.getClass());
    }
  }

  /** Everything the given ops need, themselves included, in an order that they alone decide. */
  Set<Operation> ancestors(Collection<Operation> roots) {
    Set<Operation> seen = new LinkedHashSet<>();
    Deque<Operation> stack = new ArrayDeque<>(roots);
    while (!stack.isEmpty()) {
      Operation op = stack.pop();
      if (seen.add(op)) sources(op).forEach(stack::push);
    }
    return seen;
  }

  /** The ops whose outputs an op takes, then those it waits for. */
  List<Operation> sources(Operation op) {
    Made made = all.get(op);
    if (made == null) return List.of();
    List<Operation> found = new ArrayList<>();
    for (Object input : made.inputs()) {
      if (input instanceof Output<?> one) found.add(one.op());
      else for (Object each : (List<?>) input) found.add(((Output<?>) each).op());
    }
    found.addAll(made.after());
    return found;
  }
}
