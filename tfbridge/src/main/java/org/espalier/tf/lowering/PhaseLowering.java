package org.espalier.tf.lowering;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Loop;
import org.espalier.dsl.expr.Movement;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Update;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.tensorflow.Operation;
import org.tensorflow.Output;

/**
 * Lowers one phase: its outputs, then its assignments, each of which waits for the phase's own read
 * of the variable, so that everything is computed from the values before the run.
 */
final class PhaseLowering implements Emitter.Surroundings {
  private final ProgramGraph program;
  private final Phase phase;
  private final Emitter emitter;
  private final Map<Expr, Operation> read = new HashMap<>();
  private final Map<String, PhaseGraph.Input> inputs = new LinkedHashMap<>();
  private final Map<String, Output<?>> symbols = new HashMap<>();
  private final Set<Expr> used = new HashSet<>();
  private final Map<Operation, List<Operation>> users = new HashMap<>();

  PhaseLowering(ProgramGraph program, Phase phase) {
    this.program = program;
    this.phase = phase;
    this.emitter = new Emitter(program.writer(), program.table(), this, this::symbol);
  }

  PhaseGraph lower() {
    List<Expr> results = new ArrayList<>(phase.outputs().values());
    results.addAll(phase.updates().values());
    Set<Node> inPlace = inPlace(results);
    Set<Expr> roots = new LinkedHashSet<>(phase.outputs().values());
    phase
        .updates()
        .forEach(
            (v, next) -> {
              if (!inPlace.contains(next.node())) roots.add(next);
            });
    for (Node node : inPlace) {
      Set<Integer> replaced = replaced(node);
      for (int i = 0; i < node.inputs().size(); i++) {
        if (!replaced.contains(i)) roots.add(node.input(i));
      }
    }
    for (Node node : Walk.of(roots)) used.addAll(node.outputs());
    emitter.lower(roots);

    Map<String, Output<?>> outputs = new LinkedHashMap<>();
    phase.outputs().forEach((name, e) -> outputs.put(name, owned(e)));
    return new PhaseGraph(phase, outputs, inputs, assignments(inPlace));
  }

  private Operation assignments(Set<Node> inPlace) {
    if (phase.updates().isEmpty()) return null;
    Map<Expr, Output<?>> values = new LinkedHashMap<>();
    phase
        .updates()
        .forEach(
            (v, next) -> {
              if (!inPlace.contains(next.node()) && next != v) values.put(v, owned(next));
            });
    Raw all = program.raw("NoOp").fresh();
    values.forEach((v, value) -> all.after(program.assign(v, value, after(v))));
    findUsers(values.values(), inPlace);
    for (Node node : inPlace) all.after(program.table().emitInPlace(node, emitter));
    return all.build();
  }

  /**
   * The ops that take a variable's old value and run whenever its update does. Once they are done
   * nobody holds the value, and a kernel overwrites it; else it would copy it first.
   */
  private List<Operation> users(Expr variable) {
    Operation op = read.get(variable);
    return op == null ? List.of() : users.getOrDefault(op, List.of());
  }

  /** The users of all variables among the ops that the assignments need. */
  private void findUsers(Collection<Output<?>> assigned, Set<Node> inPlace) {
    Set<Operation> needed = new LinkedHashSet<>();
    assigned.forEach(value -> needed.add(value.op()));
    for (Node node : inPlace) {
      for (Expr in : node.inputs()) if (emitter.has(in)) needed.add(emitter.of(in).op());
    }
    Set<Operation> reads = Set.copyOf(read.values());
    for (Operation op : program.writer().ancestors(needed)) {
      for (Operation source : program.writer().sources(op)) {
        if (reads.contains(source)) users.computeIfAbsent(source, r -> new ArrayList<>()).add(op);
      }
    }
  }

  private List<Operation> after(Expr variable) {
    Operation op = read.get(variable);
    return op == null ? List.of() : List.of(op);
  }

  /**
   * The value of a root in memory of its own: a fed tensor is refilled in place later, so a
   * variable or a result may not go on sharing it. What a loop hands on may be a slice of one.
   */
  private Output<?> owned(Expr e) {
    Expr source = e;
    while (source.node().op() instanceof Movement) source = source.node().input(0);
    Leaf leaf = Leaf.of(source);
    boolean fed = leaf != null && leaf.role() == Leaf.Role.INPUT;
    Output<?> value = emitter.of(e);
    return fed || source.node().op() instanceof Loop ? emitter.op("DeepCopy", value) : value;
  }

  /** The updates that may run in place: each output assigned where it belongs and used nowhere. */
  private Set<Node> inPlace(List<Expr> roots) {
    Set<Node> found = new LinkedHashSet<>();
    phase
        .updates()
        .forEach(
            (v, next) -> {
              if (fits(next.node())) found.add(next.node());
            });
    if (found.isEmpty()) return found;
    for (Expr out : phase.outputs().values()) found.remove(out.node());
    for (Node user : Walk.of(roots)) for (Expr in : user.inputs()) found.remove(in.node());
    return found;
  }

  private boolean fits(Node node) {
    if (!(node.op() instanceof Update update) || !program.table().hasInPlace(update)) return false;
    Set<Expr> variables = new HashSet<>();
    for (int i = 0; i < node.outputs().size(); i++) {
      Expr variable = node.input(update.replaces(i));
      Leaf leaf = Leaf.of(variable);
      if (leaf == null || leaf.role() != Leaf.Role.VARIABLE || !variables.add(variable)) {
        return false;
      }
      if (phase.updates().get(variable) != node.output(i)) return false;
    }
    return true;
  }

  private static Set<Integer> replaced(Node node) {
    Set<Integer> replaced = new HashSet<>();
    Update update = (Update) node.op();
    for (int i = 0; i < node.outputs().size(); i++) replaced.add(update.replaces(i));
    return replaced;
  }

  @Override
  public Output<?> leaf(Expr e, Leaf leaf) {
    return switch (leaf.role()) {
      case INPUT -> input(e, leaf);
      case VARIABLE -> read.computeIfAbsent(e, v -> program.read(v).op()).output(0);
      case STREAM -> program.stream(leaf);
      case ARGUMENT ->
          throw new LoweringException(
              "phase '"
                  + phase.name()
                  + "' uses "
                  + leaf.name()
                  + " "
                  + leaf.type()
                  + ", the parameter of a function, outside of that function");
    };
  }

  private Output<?> input(Expr e, Leaf leaf) {
    PhaseGraph.Input known = inputs.get(leaf.name());
    Output<?> placeholder = program.placeholder(e, leaf);
    if (known != null && known.placeholder() != placeholder) {
      throw new LoweringException(
          "phase '"
              + phase.name()
              + "' has two inputs of the name '"
              + leaf.name()
              + "': "
              + known.leaf().type()
              + " and "
              + leaf.type());
    }
    inputs.put(leaf.name(), new PhaseGraph.Input(leaf, placeholder));
    return placeholder;
  }

  @Override
  public Output<?> handle(Expr variable) {
    return program.handle(variable);
  }

  @Override
  public Raw updating(String type, Node update) {
    Raw raw = program.raw(type).fresh();
    for (int i : replaced(update)) {
      after(update.input(i)).forEach(raw::after);
      users(update.input(i)).forEach(raw::after);
    }
    return raw;
  }

  /** A named axis, read off the first input that has it, those first that something uses anyway. */
  private Output<?> symbol(String name) {
    return symbols.computeIfAbsent(name, this::find);
  }

  private Output<?> find(String name) {
    List<Expr> candidates = new ArrayList<>();
    for (Expr e : phase.inputs()) if (used.contains(e)) candidates.add(e);
    for (Expr e : phase.inputs()) if (!used.contains(e)) candidates.add(e);
    for (Expr e : candidates) {
      Shape shape = e.shape();
      for (int axis = 0; axis < shape.rank(); axis++) {
        if (shape.get(axis).equals(Dim.named(name))) return axis(input(e, Leaf.of(e)), axis);
      }
    }
    throw new LoweringException(
        "phase '"
            + phase.name()
            + "' needs the size of axis '"
            + name
            + "', and no input has an axis of just that name; inputs: "
            + phase.inputs().stream().map(e -> Leaf.of(e).name() + " " + e.type()).toList());
  }

  private Output<?> axis(Output<?> x, int axis) {
    return emitter
        .op("StridedSlice")
        .in(emitter.op("Shape", x), emitter.ints(axis), emitter.ints(axis + 1), emitter.ints(1))
        .attr("shrink_axis_mask", 1L)
        .out();
  }
}
