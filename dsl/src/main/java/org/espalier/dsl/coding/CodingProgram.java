package org.espalier.dsl.coding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.Ops;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.program.Program;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;

/**
 * The arithmetic of learning one layer as a program: one graph for all batches and passes. Batches
 * have one size, so that everything stays in variables between phases; only raw samples and the
 * codes to start from go in, and codes come out.
 */
public final class CodingProgram {
  /** Takes a batch and the codes to start from. */
  public static final String BEGIN = "begin";

  /** {@link #ROUNDS_EACH} rounds of FISTA; {@link #CHANGE} says how far the codes moved. */
  public static final String ROUNDS = "rounds";

  /** Measures the codes and adds them to the statistics. */
  public static final String FINISH = "finish";

  /** Measures only: the input, its codes, the responses. */
  public static final String LOOK = "look";

  /** After the atoms changed: the step of FISTA. */
  public static final String SETTLE = "settle";

  /** Rows of the gap that an atom sweep closes, by a dictionary that is handed in. */
  public static final String GAP = "gap";

  /** Takes a dictionary over. */
  public static final String REPLACE = "replace";

  /** Rounds in one run of {@link #ROUNDS}. */
  public static final int ROUNDS_EACH = 10;

  public static final String RAW = "raw";
  public static final String START = "start";
  public static final String WEIGHT = "weight";
  public static final String PLACES = "places";
  public static final String DICTIONARY = "dictionary";
  public static final String CHANGE = "change";
  public static final String OBJECTIVE = "objective";
  public static final String CODES = "codes";
  public static final String ERRORS = "errors";
  public static final String INPUT = "input";
  public static final String RESPONSES = "responses";
  public static final String RESIDUAL = "residual";
  public static final String USAGE = "usage";
  public static final String ATOMS = "@coding/atoms";
  public static final String MEAN_USAGE = "@coding/usage";
  public static final String MEAN_MEETING = "@coding/meeting";

  private final List<Expr> variables = new ArrayList<>();
  private final EfficientCoding settings;
  private final int units;
  private final int batch;
  private final Expr raw;
  private final Expr prepared;
  private final Expr atoms;
  private final Expr x;
  private final Expr pull;
  private final Expr codes;
  private final Expr ahead;
  private final Expr momentum;
  private final Expr contraction;
  private final Expr step;
  private final Expr usage;
  private final Expr meeting;

  /**
   * The program of a layer.
   *
   * @param encoder from the raw input to what the layer sees, [batch, inputs]
   * @param units width of the layer
   * @param batch samples coded together
   */
  public CodingProgram(Network encoder, EfficientCoding settings, int units, int batch) {
    this.settings = settings;
    this.units = units;
    this.batch = batch;
    Tracing tracing = new Tracing(encoder);
    String name = encoder.inputs().get(0).name();
    Shape example = encoder.inputs().get(0).type().shape().without(0);
    raw = Leaf.input(RAW, type(Shape.of(Dim.of(batch)).concat(example)));
    Map<String, Expr> values = encoder.call(new Trace(tracing, "coding", false), Map.of(name, raw));
    prepared = values.get(encoder.outputs().get(0));
    for (Variable v : tracing.variables()) variables.add(v.leaf());
    long inputs = prepared.shape().last().size();
    atoms = variable(ATOMS, units, inputs);
    x = variable("@coding/x", batch, inputs);
    pull = variable("@coding/pull", batch, units);
    codes = variable("@coding/codes", batch, units);
    ahead = variable("@coding/ahead", batch, units);
    momentum = variable("@coding/momentum");
    contraction = variable("@coding/contraction", units, units);
    step = variable("@coding/step");
    usage = variable(MEAN_USAGE, units, units);
    meeting = variable(MEAN_MEETING, units, inputs);
  }

  private Expr variable(String path, long... sizes) {
    Expr variable = Leaf.variable(path, type(Shape.of(sizes)));
    variables.add(variable);
    return variable;
  }

  private static Type type(Shape shape) {
    return new Type(DType.FLOAT32, shape);
  }

  /** Inputs of the layer. */
  public int inputs() {
    return (int) x.shape().last().size();
  }

  /** All phases over their variables. */
  public Program program() {
    return new Program(
        variables, List.of(begin(), rounds(), finish(), look(), settle(), gap(), replace()));
  }

  private Phase begin() {
    Expr start = Leaf.input(START, codes.type());
    Map<Expr, Expr> next = new LinkedHashMap<>();
    next.put(x, prepared);
    next.put(pull, Ops.matmul(prepared, false, atoms, true).times(step));
    next.put(codes, start);
    next.put(ahead, start);
    next.put(momentum, momentum.onesLike());
    return new Phase(BEGIN, List.of(raw, start), Map.of(), next);
  }

  private Phase rounds() {
    Expr threshold = step.times(settings.lambda());
    Fista.State end =
        Fista.rounds(
            ROUNDS_EACH,
            new Fista.State(codes, ahead, momentum),
            gradientStep(),
            c -> settings.penalty().shrink(c, threshold));
    Expr moved = end.codes().minus(codes).square().sum().sqrt();
    Expr size = end.codes().square().sum().sqrt();
    Expr change = moved.div(size.max(Float.MIN_NORMAL));
    Map<Expr, Expr> next = new LinkedHashMap<>();
    next.put(codes, end.codes());
    next.put(ahead, end.ahead());
    next.put(momentum, end.momentum());
    return new Phase(ROUNDS, List.of(), Map.of(CHANGE, change), next);
  }

  /** By the Gram matrix, or by the dictionary where that is cheaper. */
  private UnaryOperator<Expr> gradientStep() {
    if (units <= 2L * inputs()) return y -> y.matmul(contraction).plus(pull);
    return y -> {
      Expr overshoot = Ops.matmul(y.matmul(atoms), false, atoms, true);
      return y.minus(overshoot.times(step)).plus(pull);
    };
  }

  private Phase finish() {
    Expr weight = Leaf.input(WEIGHT, type(Shape.SCALAR));
    Expr errors = x.minus(codes.matmul(atoms)).square().sum(1);
    Map<String, Expr> outputs = new LinkedHashMap<>();
    outputs.put(OBJECTIVE, objective(errors));
    outputs.put(ERRORS, errors);
    outputs.put(CODES, codes);
    Expr used = Ops.matmul(codes, true, codes, false).times(1.0 / batch);
    Expr met = Ops.matmul(codes, true, x, false).times(1.0 / batch);
    Map<Expr, Expr> next = new LinkedHashMap<>();
    next.put(usage, usage.plus(used.minus(usage).times(weight)));
    next.put(meeting, meeting.plus(met.minus(meeting).times(weight)));
    return new Phase(FINISH, List.of(weight), outputs, next);
  }

  private Expr objective(Expr errors) {
    Expr penalty = settings.penalty().value(codes).times(settings.lambda());
    return errors.sum().times(0.5).plus(penalty).times(1.0 / batch);
  }

  private Phase look() {
    Expr errors = x.minus(codes.matmul(atoms)).square().sum(1);
    Map<String, Expr> outputs = new LinkedHashMap<>();
    outputs.put(INPUT, x);
    outputs.put(CODES, codes);
    outputs.put(RESPONSES, Ops.matmul(x, false, atoms, true));
    outputs.put(OBJECTIVE, objective(errors));
    return new Phase(LOOK, List.of(), outputs, Map.of());
  }

  private Phase settle() {
    Expr gram = Ops.matmul(atoms, false, atoms, true);
    Expr size = SparseCoding.step(gram);
    Map<Expr, Expr> next = new LinkedHashMap<>();
    next.put(step, size);
    if (units <= 2L * inputs()) next.put(contraction, SparseCoding.contraction(gram, size));
    return new Phase(SETTLE, List.of(), Map.of(), next);
  }

  private Phase gap() {
    Expr places = places();
    Expr dictionary = dictionary();
    Expr rows = Ops.gather(usage, 0, places);
    Map<String, Expr> outputs = new LinkedHashMap<>();
    outputs.put(RESIDUAL, Ops.gather(meeting, 0, places).minus(rows.matmul(dictionary)));
    outputs.put(USAGE, Ops.gather(rows, 1, places));
    return new Phase(GAP, List.of(places, dictionary), outputs, Map.of());
  }

  private Phase replace() {
    Expr dictionary = dictionary();
    return new Phase(REPLACE, List.of(dictionary), Map.of(), Map.of(atoms, dictionary));
  }

  private Expr dictionary() {
    return Leaf.input(DICTIONARY, atoms.type());
  }

  private static Expr places() {
    return Leaf.input(PLACES, new Type(DType.INT32, Shape.of(Dim.named("some"))));
  }
}
