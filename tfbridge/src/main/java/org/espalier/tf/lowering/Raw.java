package org.espalier.tf.lowering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Tensor;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/**
 * One raw TensorFlow op being made. Inputs in the order of the op's definition; type attributes are
 * inferred by TensorFlow. An equal op that exists already is used instead, unless {@link #fresh()}.
 */
public final class Raw {
  private final GraphWriter writer;
  private final String type;
  private final List<Object> inputs = new ArrayList<>();
  private final Map<String, Object> attrs = new LinkedHashMap<>();
  private final List<Operation> after = new ArrayList<>();
  private boolean shared = true;
  private String name;

  Raw(GraphWriter writer, String type) {
    this.writer = writer;
    this.type = type;
  }

  /** Further inputs. */
  public Raw in(Output<?>... more) {
    inputs.addAll(List.of(more));
    return this;
  }

  /** An input that is a list of tensors. */
  public Raw list(List<? extends Output<?>> tensors) {
    inputs.add(List.copyOf(tensors));
    return this;
  }

  /** A bool attribute. */
  public Raw attr(String key, boolean value) {
    return put(key, value);
  }

  /** An int attribute. */
  public Raw attr(String key, long value) {
    return put(key, value);
  }

  /** A float attribute. */
  public Raw attr(String key, float value) {
    return put(key, value);
  }

  /** A string attribute. */
  public Raw attr(String key, String value) {
    return put(key, value);
  }

  /** A type attribute. */
  public Raw attr(String key, DType value) {
    return put(key, value);
  }

  /** A type attribute that has no counterpart here, such as a variant. */
  public Raw attr(String key, org.tensorflow.proto.DataType value) {
    return put(key, value);
  }

  /** A list-of-ints attribute. */
  public Raw attr(String key, List<? extends Number> values) {
    return put(key, values.stream().map(Number::longValue).toList());
  }

  /** A tensor attribute. */
  public Raw attr(String key, Tensor value) {
    return put(key, value);
  }

  /** A shape attribute; axes not known become −1. */
  public Raw attr(String key, org.espalier.dsl.tensor.Shape value) {
    return put(key, NativeTypes.shape(value));
  }

  private Raw put(String key, Object value) {
    attrs.put(key, value);
    return this;
  }

  /** Runs only after {@code op} has run. */
  public Raw after(Operation op) {
    after.add(op);
    return this;
  }

  /** Makes a new op even where an equal one exists: for ops with state. */
  public Raw fresh() {
    shared = false;
    return this;
  }

  /** A new op with a name of its own. */
  Raw named(String unique) {
    name = unique;
    return fresh();
  }

  /** Adds the op to the graph. */
  public Operation build() {
    return writer.add(
        new GraphWriter.Made(type, List.copyOf(inputs), Map.copyOf(attrs), List.copyOf(after)),
        shared,
        name);
  }

  /** Adds the op; its first output. */
  public Output<?> out() {
    return build().output(0);
  }

  /** Adds the op; its first {@code count} outputs. */
  public List<Output<?>> outs(int count) {
    Operation op = build();
    List<Output<?>> outputs = new ArrayList<>(count);
    for (int i = 0; i < count; i++) outputs.add(op.output(i));
    return outputs;
  }
}
