package org.espalier.tf.lowering;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Update;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.tensorflow.Output;

/**
 * Where lowerings find the values of their inputs and make their ops: one environment (expression →
 * TensorFlow output) over one graph. A phase is one environment; so is the body of a loop.
 */
public final class Emitter {
  /** What surrounds an environment. */
  interface Surroundings {
    /** The value of a leaf that the environment does not hold yet. */
    Output<?> leaf(Expr e, Leaf leaf);

    /** The resource behind a variable. */
    Output<?> handle(Expr variable);

    /** A kernel that changes the variables that {@code update} replaces. */
    Raw updating(String type, Node update);
  }

  private final GraphWriter writer;
  private final LoweringTable table;
  private final Surroundings surroundings;
  private final Sizes sizes;
  private final Map<Expr, Output<?>> values = new HashMap<>();
  private final Set<Expr> used = new HashSet<>();

  Emitter(
      GraphWriter writer,
      LoweringTable table,
      Surroundings surroundings,
      Function<String, Output<?>> symbols) {
    this(writer, table, surroundings, new Sizes(writer, symbols));
  }

  private Emitter(GraphWriter writer, LoweringTable table, Surroundings surroundings, Sizes sizes) {
    this.writer = writer;
    this.table = table;
    this.surroundings = surroundings;
    this.sizes = sizes;
  }

  /** The TensorFlow value of an expression that has been lowered: an input of the current node. */
  public Output<?> of(Expr e) {
    Output<?> value = values.get(e);
    if (value == null) throw new IllegalStateException(e + " is not lowered here");
    return value;
  }

  /** The value of input {@code i} of a node. */
  public Output<?> input(Node node, int i) {
    return of(node.input(i));
  }

  /** The values of all inputs of a node. */
  public Output<?>[] inputs(Node node) {
    return node.inputs().stream().map(this::of).toArray(Output<?>[]::new);
  }

  /** A raw op to be made. */
  public Raw op(String type) {
    return new Raw(writer, type);
  }

  /** A raw op on tensors; its first output. */
  public Output<?> op(String type, Output<?>... inputs) {
    return op(type).in(inputs).out();
  }

  /** A scalar baked into the graph. */
  public Output<?> constant(DType dtype, double value) {
    return constant(Tensor.of(dtype, Nd.scalar(value)));
  }

  /** An array baked into the graph. */
  public Output<?> constant(Tensor value) {
    return sizes.constant(value);
  }

  /** A constant int32 vector: axes, permutations. */
  public Output<?> ints(long... values) {
    return sizes.vector(values);
  }

  /** A constant int32 vector. */
  public Output<?> ints(Collection<Integer> values) {
    return ints(values.stream().mapToLong(i -> i).toArray());
  }

  /** A shape as an int32 vector: a constant where all of it is known, computed at run time else. */
  public Output<?> shape(Shape shape) {
    return sizes.shape(shape);
  }

  /** A size as an int32 scalar. */
  public Output<?> size(Dim dim) {
    return sizes.size(dim);
  }

  /**
   * A shape for ops that find one axis themselves: −1 where a single axis is unknown and no other
   * is 0, the full shape else.
   */
  public Output<?> openShape(Shape shape) {
    long open = shape.dims().stream().filter(d -> !d.known()).count();
    if (open != 1 || shape.dims().stream().anyMatch(d -> d.is(0))) return shape(shape);
    return ints(shape.dims().stream().mapToLong(d -> d.known() ? d.size() : -1).toArray());
  }

  /** The resource behind a VARIABLE leaf, for kernels that change it. */
  public Output<?> handle(Expr variable) {
    return surroundings.handle(variable);
  }

  /** A kernel that changes variables in place: it waits until their old values have been read. */
  public Raw updating(String type, Node update) {
    if (!(update.op() instanceof Update)) {
      throw new IllegalArgumentException(update + " is no update of variables");
    }
    return surroundings.updating(type, update);
  }

  /** Gives an expression a value: a parameter of a body, a captured value. */
  void put(Expr e, Output<?> value) {
    values.put(e, value);
  }

  boolean has(Expr e) {
    return values.containsKey(e);
  }

  /** Lowers everything the roots depend on that has no value yet. */
  void lower(Collection<Expr> roots) {
    Map<Expr, Expr> rewritten = Rewriter.rewrite(roots, table, values.keySet());
    List<Node> nodes = Walk.of(Set.copyOf(rewritten.values()), values.keySet());
    used.addAll(rewritten.values());
    for (Node node : nodes) used.addAll(node.inputs());
    for (Node node : nodes) lower(node);
    rewritten.forEach((from, to) -> values.putIfAbsent(from, values.get(to)));
  }

  private void lower(Node node) {
    if (node.op() instanceof Leaf leaf) {
      values.computeIfAbsent(node.output(0), e -> surroundings.leaf(e, leaf));
      return;
    }
    List<Output<?>> outputs;
    try {
      outputs = table.emit(node, this);
    } catch (LoweringException e) {
      throw e;
    } catch (org.tensorflow.exceptions.TensorFlowException | IllegalArgumentException e) {
      throw LoweringException.refused(node, e);
    }
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i) != null) values.putIfAbsent(node.output(i), outputs.get(i));
    }
  }

  /** Whether anything that is being lowered takes this output of the current node. */
  boolean used(Expr output) {
    return used.contains(output);
  }

  GraphWriter writer() {
    return writer;
  }

  /** The state after a while loop. */
  List<Output<?>> loop(Object key, Function<String, GraphWriter.Loop> build) {
    return writer.loop(key, build).ends();
  }

  /** The {@code n > 0} rows of a tensor: those it was stacked from where it was. */
  List<Output<?>> unstack(Output<?> x, int n) {
    GraphWriter.Made made = writer.made(x.op());
    if (made != null && made.type().equals("Pack") && made.attrs().get("axis").equals(0L)) {
      return ((List<?>) made.inputs().get(0)).stream().<Output<?>>map(r -> (Output<?>) r).toList();
    }
    return op("Unpack").in(x).attr("num", (long) n).attr("axis", 0L).outs(n);
  }

  /** An environment of its own over the same graph: one round of an unrolled loop. */
  Emitter nested() {
    return new Emitter(writer, table, new Closed(), sizes);
  }

  /** An environment over another graph, the body of a loop, with the same table. */
  Emitter inside(GraphWriter body, Function<String, Output<?>> symbols) {
    return new Emitter(body, table, new Closed(), symbols);
  }

  /** What surrounds the body of a loop: nothing, all it uses are parameters. */
  private static final class Closed implements Surroundings {
    @Override
    public Output<?> leaf(Expr e, Leaf leaf) {
      throw new IllegalStateException(leaf + " is not captured by the loop around it");
    }

    @Override
    public Output<?> handle(Expr variable) {
      throw new IllegalStateException("a loop's body changes no variable: " + variable);
    }

    @Override
    public Raw updating(String type, Node update) {
      throw new IllegalStateException("a loop's body changes no variable: " + update);
    }
  }
}
