package org.espalier.tf.lowering;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private final Graph graph;
  private final Scope scope;
  private final Map<Made, Operation> known = new HashMap<>();
  private final Map<Operation, Made> all = new LinkedHashMap<>();
  private int names;

  GraphWriter(Graph graph) {
    this.graph = graph;
    this.scope = graph.baseScope();
  }

  Graph graph() {
    return graph;
  }

  int size() {
    return all.size();
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
   * Adds a loop, whose ops the native library makes, as one op for each of its outputs.
   *
   * @param made how the graph is read back: what feeds the loop, and its body as text
   */
  Output<?>[] loop(
      Made made,
      Output<?>[] inputs,
      Graph.WhileSubgraphBuilder condition,
      Graph.WhileSubgraphBuilder body) {
    Output<?>[] outputs = graph.whileLoop(inputs, condition, body, made.type() + "_" + names++);
    for (Output<?> out : outputs) all.put(out.op(), made);
    return outputs;
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

  /** Everything the given ops need, themselves included. */
  Set<Operation> ancestors(Collection<Operation> roots) {
    Set<Operation> seen = new HashSet<>();
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
