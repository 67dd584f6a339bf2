package org.espalier.tf.lowering;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Tensor;
import org.tensorflow.Graph;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/**
 * A program as one TensorFlow graph. Variables are resources that all phases share; a phase is
 * added when it is first asked for, and shares equal ops with those before it. Thread-safe.
 */
public final class ProgramGraph implements AutoCloseable {
  private final Program program;
  private final LoweringTable table;
  private final ToLongFunction<String> streams;
  private final Graph graph = new Graph();
  private final GraphWriter writer = new GraphWriter(graph);
  private final Map<Expr, Output<?>> placeholders = new LinkedHashMap<>();
  private final Map<Expr, Output<?>> handles = new LinkedHashMap<>();
  private final Map<Expr, Operation> reads = new HashMap<>();
  private final Map<Expr, Operation> writes = new HashMap<>();
  private final Map<Expr, Output<?>> written = new HashMap<>();
  private final Map<String, Phase> phases = new LinkedHashMap<>();
  private final Map<String, PhaseGraph> lowered = new HashMap<>();

  /**
   * An empty graph for a program.
   *
   * @param streams the number of a random stream, by its purpose
   */
  public ProgramGraph(Program program, LoweringTable table, ToLongFunction<String> streams) {
    this.program = program;
    this.table = table;
    this.streams = streams;
    program.phases().forEach(this::add);
  }

  /** TensorFlow's graph. */
  public Graph graph() {
    return graph;
  }

  /** Number of ops made so far. */
  public synchronized int size() {
    return writer.size();
  }

  /**
   * Makes one more phase over the program's variables known.
   *
   * @throws LoweringException when there is a phase of that name
   */
  public synchronized void add(Phase phase) {
    if (phases.putIfAbsent(phase.name(), phase) != null) {
      throw new LoweringException("there is a phase '" + phase.name() + "' already");
    }
  }

  /** The phases known, by name. */
  public synchronized Map<String, Phase> phases() {
    return java.util.Collections.unmodifiableMap(new LinkedHashMap<>(phases));
  }

  /**
   * The phase of a name, lowered when first asked for.
   *
   * @throws IllegalArgumentException listing the names there are
   */
  public synchronized PhaseGraph phase(String name) {
    Phase phase = phases.get(name);
    if (phase == null) {
      throw new IllegalArgumentException("no phase '" + name + "'; there are " + phases.keySet());
    }
    PhaseGraph known = lowered.get(name);
    if (known == null) lowered.put(name, known = new PhaseLowering(this, phase).lower());
    return known;
  }

  /** The op that reads a variable. */
  public synchronized Output<?> read(Expr variable) {
    return reads.computeIfAbsent(variable, this::newRead).output(0);
  }

  /** The op that sets a variable to what {@link #written} is fed. */
  public synchronized Operation write(Expr variable) {
    return writes.computeIfAbsent(variable, v -> assign(v, written(v), List.of()));
  }

  /** The placeholder that a variable's {@link #write} takes its value from. */
  public synchronized Output<?> written(Expr variable) {
    return written.computeIfAbsent(variable, this::newWritten);
  }

  private Output<?> newWritten(Expr variable) {
    String name = "write_" + written.size();
    return raw("Placeholder").attr("dtype", variable.dtype()).named(name).out();
  }

  /** What the chosen outputs, and the update where asked for, need. */
  public synchronized PhaseGraph.Part part(
      PhaseGraph phase, Collection<String> outputs, boolean update) {
    Set<Operation> roots = new LinkedHashSet<>();
    for (String name : outputs) roots.add(phase.outputs().get(name).op());
    if (update && phase.update() != null) roots.add(phase.update());
    Set<Operation> needed = writer.ancestors(roots);
    List<PhaseGraph.Input> inputs = new ArrayList<>();
    for (PhaseGraph.Input in : phase.inputs().values()) {
      if (needed.contains(in.placeholder().op())) inputs.add(in);
    }
    Set<Operation> taken = new LinkedHashSet<>();
    for (Operation op : needed) {
      if (!op.type().equals("AssignVariableOp")) taken.addAll(writer.sources(op));
    }
    Set<Expr> variables = new LinkedHashSet<>();
    handles.forEach(
        (v, handle) -> {
          if (taken.contains(handle.op())) variables.add(v);
        });
    return new PhaseGraph.Part(inputs, variables, List.copyOf(roots));
  }

  /** The ops of a phase as text, sorted so that it does not depend on what was lowered before. */
  public synchronized String text(String name) {
    return new GraphText(writer).of(phase(name));
  }

  Program program() {
    return program;
  }

  LoweringTable table() {
    return table;
  }

  GraphWriter writer() {
    return writer;
  }

  Raw raw(String type) {
    return new Raw(writer, type);
  }

  Output<?> placeholder(Expr e, Leaf leaf) {
    return placeholders.computeIfAbsent(
        e,
        x ->
            raw("Placeholder")
                .attr("dtype", leaf.type().dtype())
                .attr("shape", leaf.type().shape())
                .named("input_" + placeholders.size() + "_" + plain(leaf.name()))
                .out());
  }

  Output<?> handle(Expr variable) {
    return handles.computeIfAbsent(variable, this::newHandle);
  }

  private Output<?> newHandle(Expr variable) {
    Leaf leaf = Leaf.of(variable);
    if (!program.variables().contains(variable)) {
      throw new LoweringException(
          "variable '"
              + leaf.name()
              + "' is used but is not one of the program's variables: "
              + program.variables().stream().map(v -> Leaf.of(v).name()).toList());
    }
    return raw("VarHandleOp")
        .attr("dtype", leaf.type().dtype())
        .attr("shape", leaf.type().shape())
        .attr("shared_name", leaf.name())
        .named("variable_" + handles.size() + "_" + plain(leaf.name()))
        .out();
  }

  private Operation newRead(Expr variable) {
    return raw("ReadVariableOp")
        .in(handle(variable))
        .attr("dtype", variable.dtype())
        .fresh()
        .build();
  }

  Operation assign(Expr variable, Output<?> value, Collection<Operation> after) {
    Raw raw =
        raw("AssignVariableOp").in(handle(variable), value).attr("dtype", variable.dtype()).fresh();
    after.forEach(raw::after);
    return raw.build();
  }

  Output<?> stream(Leaf leaf) {
    long[] key = {streams.applyAsLong(leaf.name()), 0, 0};
    return raw("Const").attr("dtype", DType.INT64).attr("value", Tensor.of(key, 3)).out();
  }

  /** A name reduced to what TensorFlow allows in the name of an op. */
  private static String plain(String name) {
    return name.replaceAll("[^A-Za-z0-9_.]", "_");
  }

  /** Frees the graph; waits until nothing uses it. */
  @Override
  public void close() {
    graph.close();
  }
}
