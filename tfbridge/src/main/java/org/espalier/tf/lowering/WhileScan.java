package org.espalier.tf.lowering;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.Scan;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.tensorflow.Graph;
import org.tensorflow.Output;

/**
 * A loop as TensorFlow's while loop. Its state: the position; the live carries; one tensor list per
 * stacked output; and, handed through unchanged, the stacked inputs, the captures, the sizes that
 * the body asks for and, where it is not known, the length. TensorFlow's own gradient of such a
 * loop is never taken.
 */
final class WhileScan {
  private final LiveScan live;
  private final Scan scan;
  private final Node node;
  private final Emitter e;
  private final List<Output<?>> start = new ArrayList<>();

  /** Where in the state a carry, list, stacked input or capture is, and where a size. */
  private final Map<Integer, Integer> carries = new LinkedHashMap<>();

  private final Map<Integer, Integer> lists = new LinkedHashMap<>();
  private final Map<Integer, Integer> same = new LinkedHashMap<>();
  private final Map<String, Integer> sizes = new LinkedHashMap<>();
  private int length = -1;
  private GraphWriter test;
  private GraphWriter body;
  private List<Output<?>> results;

  WhileScan(LiveScan live, Emitter e) {
    this.live = live;
    this.scan = live.scan;
    this.node = live.node;
    this.e = e;
  }

  List<Output<?>> emit() {
    Output<?> n = e.size(scan.length());
    Output<?> zero = e.constant(DType.INT32, 0);
    state(scan.reverse() ? e.op("Sub", n, e.constant(DType.INT32, 1)) : zero);
    for (int i : live.carries) carries.put(i, state(e.input(node, i)));
    for (int i : live.xs) same.put(i, state(e.input(node, i)));
    for (int i : live.captures) same.put(i, state(e.input(node, i)));
    for (String name : names()) sizes.put(name, state(e.size(Dim.named(name))));
    if (!scan.reverse() && !scan.length().known()) length = state(n);
    int list = start.size();
    for (int i : live.stacks) lists.put(i, list++);

    Key key = new Key(scan, live.stacks, List.copyOf(start));
    List<Output<?>> ends = e.loop(key, name -> build(n, name));
    Output<?>[] outputs = new Output<?>[node.outputs().size()];
    carries.forEach((i, at) -> outputs[i] = ends.get(at));
    lists.forEach((i, at) -> outputs[i] = stack(node.output(i), ends.get(at)));
    return Arrays.asList(outputs);
  }

  /** Loops that compute the same: the lists, which are as new for each, left aside. */
  private record Key(Scan scan, List<Integer> stacks, List<Output<?>> start) {}

  private int state(Output<?> value) {
    start.add(value);
    return start.size() - 1;
  }

  private Output<?> reserve(Expr output, Output<?> n) {
    return e.op("TensorListReserve")
        .in(e.shape(output.shape().without(0)), n)
        .attr("element_dtype", output.dtype())
        .fresh()
        .out();
  }

  private Output<?> stack(Expr output, Output<?> list) {
    return e.op("TensorListStack")
        .in(list, e.shape(output.shape().without(0)))
        .attr("element_dtype", output.dtype())
        .out();
  }

  /** The sizes the body asks for: it is built once aside to find out. */
  private TreeSet<String> names() {
    TreeSet<String> names = new TreeSet<>();
    try (Graph graph = new Graph()) {
      GraphWriter aside = new GraphWriter(graph);
      Emitter trial =
          e.inside(
              aside,
              name -> {
                names.add(name);
                return open(aside, DType.INT32);
              });
      for (int i = 0; i < node.inputs().size(); i++) {
        trial.put(scan.param(i), open(aside, node.input(i).dtype()));
      }
      if (scan.indexed()) trial.put(scan.index(), open(aside, DType.INT64));
      trial.lower(live.roots());
    }
    return names;
  }

  private static Output<?> open(GraphWriter writer, DType dtype) {
    return new Raw(writer, "Placeholder").attr("dtype", dtype).fresh().out();
  }

  private GraphWriter.Loop build(Output<?> n, String name) {
    lists.keySet().forEach(i -> state(reserve(node.output(i), n)));
    GraphWriter outer = e.writer();
    Output<?>[] ends =
        outer
            .graph()
            .whileLoop(
                start.toArray(new Output<?>[0]),
                (graph, in, out) -> out[0] = goesOn(test = outer.inner(graph, in), in),
                (graph, in, out) -> round(body = outer.inner(graph, in), in, out),
                name);
    return new GraphWriter.Loop(start, List.of(ends), test, body, results);
  }

  private Output<?> goesOn(GraphWriter writer, Output<?>[] in) {
    Emitter test = e.inside(writer, name -> in[sizes.get(name)]);
    if (scan.reverse()) return test.op("GreaterEqual", in[0], test.constant(DType.INT32, 0));
    Output<?> n = length < 0 ? test.size(scan.length()) : in[length];
    return test.op("Less", in[0], n);
  }

  private void round(GraphWriter writer, Output<?>[] in, Output<?>[] out) {
    Emitter round = e.inside(writer, name -> in[sizes.get(name)]);
    Output<?> t = in[0];
    carries.forEach((i, at) -> round.put(scan.param(i), in[at]));
    same.forEach(
        (i, at) -> {
          boolean stacked = i < scan.carries() + scan.xs();
          Output<?> axis = round.constant(DType.INT32, 0);
          round.put(scan.param(i), stacked ? round.op("GatherV2", in[at], t, axis) : in[at]);
        });
    if (scan.indexed()) round.put(scan.index(), ElementwiseLowerings.cast(round, t, DType.INT64));
    round.lower(live.roots());

    List<Expr> outputs = scan.body().outputs();
    Output<?>[] next = in.clone();
    next[0] = round.op("AddV2", t, round.constant(DType.INT32, scan.reverse() ? -1 : 1));
    carries.forEach((i, at) -> next[at] = round.of(outputs.get(i)));
    lists.forEach(
        (i, at) -> {
          Output<?> row =
              live.isHistory(i) ? in[carries.get(live.carryOf(i))] : round.of(outputs.get(i));
          next[at] = round.op("TensorListSetItem", in[at], t, row);
        });
    List<Output<?>> given = List.of(in);
    for (int i = 0; i < out.length; i++) {
      out[i] = given.contains(next[i]) ? round.op("Identity", next[i]) : next[i];
    }
    results = List.of(out);
  }
}
