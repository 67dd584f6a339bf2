package org.espalier.tf.lowering;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.Scan;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Type;
import org.tensorflow.Graph;
import org.tensorflow.Output;

/**
 * A loop as TensorFlow runs it. What goes round: the count, the number of rounds, carries, a tensor
 * list per stacked output; and, unchanged, the other inputs and the sizes of named axes.
 */
final class WhileLoop {
  private static final int COUNT = 0;
  private static final int ROUNDS = 1;

  private final LoopPart part;
  private final Scan scan;
  private final Node node;
  private final Emitter e;
  private final List<Output<?>> inputs = new ArrayList<>();

  /** Where each thing lies among the loop's values. */
  private final Map<Integer, Integer> inputAt = new TreeMap<>();

  private final Map<Integer, Integer> listAt = new TreeMap<>();
  private final Map<String, Integer> sizeAt = new TreeMap<>();

  WhileLoop(LoopPart part, Node node, Emitter e) {
    this.part = part;
    this.scan = part.scan();
    this.node = node;
    this.e = e;
  }

  /** One output per output of the node, {@code null} where it is not wanted. */
  List<Output<?>> outputs() {
    inputs.add(e.constant(DType.INT32, 0));
    inputs.add(e.size(scan.length()));
    for (int i : part.inputs()) add(inputAt, i, e.input(node, i));
    for (int j : part.stacked()) add(listAt, j, list(slice(j)));
    TreeSet<String> names = new TreeSet<>();
    AxisNames.collect(part.results(), names);
    for (String name : names) add(sizeAt, name, e.size(org.espalier.dsl.tensor.Dim.named(name)));

    Output<?>[] taken = inputs.toArray(new Output<?>[0]);
    Output<?>[] ends =
        e.writer()
            .loop(
                new GraphWriter.Made("While", List.copyOf(inputs), Map.of(), List.of()),
                taken,
                this::condition,
                this::round);
    List<Output<?>> outputs = new ArrayList<>(Collections.nCopies(node.outputs().size(), null));
    for (int i : part.carries()) outputs.set(i, ends[inputAt.get(i)]);
    for (int j : part.stacked()) outputs.set(j, stack(ends[listAt.get(j)], slice(j)));
    return outputs;
  }

  private <K> void add(Map<K, Integer> at, K key, Output<?> value) {
    at.put(key, inputs.size());
    inputs.add(value);
  }

  private Type slice(int output) {
    return part.slice(output).type();
  }

  private Output<?> list(Type type) {
    return e.op("TensorListReserve")
        .in(e.shape(type.shape()), e.size(scan.length()))
        .attr("element_dtype", type.dtype())
        .fresh()
        .out();
  }

  private Output<?> stack(Output<?> list, Type type) {
    long n = scan.length().known() ? scan.length().size() : -1;
    return e.op("TensorListStack")
        .in(list, e.shape(type.shape()))
        .attr("element_dtype", type.dtype())
        .attr("num_elements", n)
        .out();
  }

  private void condition(Graph graph, Output<?>[] values, Output<?>[] result) {
    Output<?> count = values[COUNT];
    result[0] = new Raw(new GraphWriter(graph), "Less").in(count, values[ROUNDS]).out();
  }

  private void round(Graph graph, Output<?>[] values, Output<?>[] results) {
    Emitter inside = e.inside(graph, name -> values[sizeAt.get(name)]);
    Output<?> one = inside.constant(DType.INT32, 1);
    Output<?> next = inside.op("AddV2", values[COUNT], one);
    Output<?> t = scan.reverse() ? inside.op("Sub", values[ROUNDS], next) : values[COUNT];
    for (int i : part.inputs()) {
      Output<?> value = values[inputAt.get(i)];
      boolean stacked = i >= scan.carries() && i < scan.carries() + scan.xs();
      if (stacked) value = inside.op("GatherV2", value, t, inside.constant(DType.INT32, 0));
      inside.put(scan.param(i), value);
    }
    if (scan.indexed()) {
      inside.put(scan.index(), ElementwiseLowerings.cast(inside, t, DType.INT64));
    }
    inside.lower(part.results());
    System.arraycopy(values, 0, results, 0, values.length);
    results[COUNT] = next;
    for (int i : part.carries()) {
      results[inputAt.get(i)] = inside.of(scan.body().outputs().get(i));
    }
    for (int j : part.stacked()) {
      int at = listAt.get(j);
      results[at] =
          inside.op("TensorListSetItem", values[at], t, inside.of(part.slice(j)));
    }
    for (int i = 0; i < results.length; i++) {
      results[i] = inside.op("Identity").in(results[i]).fresh().out();
    }
  }
}
