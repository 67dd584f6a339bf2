package org.espalier.dsl.reading;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.espalier.dsl.expr.Elementwise;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.expr.Random;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.Binary;
import org.espalier.dsl.op.Cast;
import org.espalier.dsl.op.Constant;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.op.SizeOf;
import org.espalier.dsl.op.Unary;
import org.espalier.dsl.op.Where;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Type;
import org.hipparchus.random.HaltonSequenceGenerator;

/**
 * Mean and variance of one entry of every expression, given those of the leaves: how a signal
 * spreads through any network a user writes, its weights drawn at random. By the kind of each op:
 *
 * <ul>
 *   <li>elementwise: an expression that is a function of one source is integrated over that
 *       source's distribution, kinks and jumps found from the expression; of two that vary,
 *       likewise over both; of more, at 8192 quasi-random points. Sums, products and choices of
 *       independent inputs are exact.
 *   <li>bilinear: {@code terms} independent products;
 *   <li>reduction: sums and means of {@code terms} independent elements; a largest or smallest one
 *       by its exact distribution;
 *   <li>movement: the elements moved and the places filled, by their numbers;
 *   <li>random: its own distribution; fused, where its decomposition is elementwise: that;
 *   <li>any other op: evaluated once on arrays of normal numbers (the same each time), axes of
 *       unknown size counted as {@value #UNKNOWN}; where even that cannot be, unchanged.
 * </ul>
 *
 * Leaves, and sums of many terms, are taken as normal, entries of one array as independent, and so
 * are two sources; {@link #notes()} says where else something was assumed or sampled. The source of
 * the scheme is AutoInit, arXiv:2109.08958; rules for pooling, dropout and padding are exact here.
 */
public final class Moments {
  /** The size that an axis of unknown size counts as. */
  static final int UNKNOWN = 64;

  private static final int POINTS = 8192;
  private static final String UNCONVERGED = "quadrature has not converged to 6 digits";

  /** Says the moment of a leaf, asked when it is first needed, inputs of its users being known. */
  @FunctionalInterface
  public interface Given {
    /**
     * The moment of one leaf.
     *
     * @param leaf an INPUT, VARIABLE or ARGUMENT leaf
     * @param soFar moments found already: of everything traced before the leaf's first user
     */
    Moment of(Expr leaf, Moments soFar);
  }

  private final Cones cones = new Cones();
  private final Map<Expr, Moment> moments = new HashMap<>();
  private final Map<Expr, Expr> inlined;
  private final Map<Node, String> notes = new LinkedHashMap<>();
  private final Set<Expr> rough = new HashSet<>();
  private final Given given;

  private Moments(Map<Expr, Moment> known, Map<Expr, Expr> inlined, Given given) {
    this.moments.putAll(known);
    this.inlined = inlined;
    this.given = given;
  }

  /**
   * The moments of all that the roots need.
   *
   * @param given moments of leaves, or of any subexpression, which is then not looked behind; a
   *     leaf that is not given counts as mean 0, variance 1, and is noted
   */
  public static Moments of(Collection<Expr> roots, Map<Expr, Moment> given) {
    return of(roots, given, (leaf, soFar) -> null);
  }

  /** The same, asking for each leaf's moment when it is needed. */
  public static Moments of(Collection<Expr> roots, Given given) {
    return of(roots, Map.of(), given);
  }

  /** Both: moments of subexpressions that are known, and leaves that are asked for. */
  public static Moments of(Collection<Expr> roots, Map<Expr, Moment> known, Given given) {
    Map<Expr, Expr> inlined = Pointwise.inline(roots, known.keySet());
    Map<Expr, Moment> behind = new HashMap<>();
    known.forEach((e, m) -> behind.put(inlined.getOrDefault(e, e), m));
    Moments reading = new Moments(behind, inlined, given);
    reading.run(roots.stream().map(e -> inlined.getOrDefault(e, e)).toList());
    return reading;
  }

  /** The moment of one expression. */
  public static Moment of(Expr root, Map<Expr, Moment> given) {
    return of(List.of(root), given).of(root);
  }

  /** What an elementwise function makes of a normal input. */
  public static Moment through(UnaryOperator<Expr> function, Moment input) {
    Expr x = Leaf.argument("x", Type.of(DType.FLOAT64));
    return of(function.apply(x), Map.of(x, input));
  }

  /**
   * The moment of a root, or of what was needed for one.
   *
   * @throws IllegalArgumentException when it was not: then name it as a root
   */
  public Moment of(Expr e) {
    Expr inside = inlined.getOrDefault(e, e);
    Cones.State state = cones.of(inside);
    Moment found = state == null ? null : moment(state.self());
    if (found == null) throw new IllegalArgumentException("name it as a root to know it: " + e);
    return found;
  }

  /** Where something was assumed, sampled or not converged, in words. */
  public Map<Node, String> notes() {
    return Collections.unmodifiableMap(notes);
  }

  private Moment moment(Expr self) {
    Double constant = cones.of(self).constant();
    return constant != null ? Moment.constant(constant) : moments.get(self);
  }

  private void run(List<Expr> roots) {
    Set<Expr> cut = Set.copyOf(moments.keySet());
    for (Expr e : cut) cones.source(e, true);
    List<Node> nodes = Walk.of(roots, cut);
    for (Node node : nodes) place(node);
    Set<Node> needed = needed(nodes, roots);
    for (Node node : nodes) {
      if (!needed.contains(node) || node.op() instanceof Leaf || Cones.isView(node)) continue;
      if (cones.of(node.output(0)).constant() != null) continue;
      if (!(node.op() instanceof Random)) for (Expr in : node.inputs()) ask(cones.self(in));
      if (node.op() instanceof Elementwise && !cut.contains(node.output(0))) elementwise(node);
      else other(node);
    }
    for (Expr root : roots) ask(cones.self(root));
  }

  /** Finds what a node's outputs are functions of. */
  private void place(Node node) {
    if (cones.of(node.output(0)) != null) return;
    if (node.op() instanceof Constant c) cones.constant(node.output(0), c.value());
    else if (node.op() instanceof SizeOf s) {
      cones.constant(node.output(0), s.dim().size(name -> UNKNOWN));
    } else if (Cones.isView(node)) cones.view(node);
    else if (node.op() instanceof Elementwise) cones.elementwise(node);
    else {
      boolean normal = KindMoments.isNormal(node, cones);
      for (Expr out : node.outputs()) if (cones.of(out) == null) cones.source(out, normal);
      if (!normal && !(node.op() instanceof Random)) rough.addAll(node.outputs());
    }
  }

  /** Which applications' moments are asked for, directly or by another's rule. */
  private Set<Node> needed(List<Node> nodes, List<Expr> roots) {
    Set<Node> needed = new HashSet<>();
    for (Expr root : roots) needed.add(cones.self(root).node());
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      boolean pure = node.op() instanceof Elementwise && !moments.containsKey(node.output(0));
      if (Cones.isView(node) || (pure && !needed.contains(node))) continue;
      if (pure && cones.method(node) != Cones.Method.CLOSED) {
        for (Expr f : cones.of(node.output(0)).frontier()) needed.add(f.node());
      } else {
        if (!(node.op() instanceof Random)) {
          for (Expr in : node.inputs()) needed.add(cones.self(in).node());
        }
        needed.add(node);
      }
    }
    return needed;
  }

  /** Makes sure that a leaf's moment is known. */
  private void ask(Expr e) {
    Leaf leaf = Leaf.of(e);
    if (leaf == null || moments.containsKey(e)) return;
    Moment said = leaf.role() == Leaf.Role.STREAM ? Moment.STANDARD : given.of(e, this);
    if (said == null) {
      said = Moment.STANDARD;
      notes.put(e.node(), leaf.role() + " '" + leaf.name() + "' taken as mean 0, variance 1");
    }
    moments.put(e, said);
  }

  private void other(Node node) {
    if (node.outputs().stream().allMatch(moments::containsKey)) return;
    List<Moment> found = new KindMoments(this, cones).of(node);
    for (int i = 0; i < found.size(); i++) moments.putIfAbsent(node.output(i), found.get(i));
  }

  /** Notes an assumption about a node; the first one stands. */
  void note(Node node, String why) {
    notes.putIfAbsent(node, why);
  }

  /** The moment of an expression that stands before the one being read. */
  Moment known(Expr e) {
    return moment(cones.self(e));
  }

  private void elementwise(Node node) {
    Expr out = node.output(0);
    if (moments.containsKey(out)) return;
    Set<Expr> frontier = cones.of(out).frontier();
    for (Expr f : frontier) ask(f);
    switch (cones.method(node)) {
      case CONSTANT -> {}
      case GROUP -> group(frontier.iterator().next());
      case CLOSED -> moments.put(out, closed(node));
      case JOINT -> moments.put(out, joint(out, List.copyOf(frontier)));
    }
  }

  private void group(Expr source) {
    List<Node> nodes = cones.group(source);
    ConeProgram program = cones.groupProgram(source);
    int[] places = nodes.stream().mapToInt(n -> program.place(n.output(0))).toArray();
    Quadrature.Result result = Quadrature.over(program, law(source), places);
    for (int i = 0; i < places.length; i++) {
      Node node = nodes.get(i);
      moments.put(node.output(0), result.moments()[i]);
      if (!result.converged()) note(node, UNCONVERGED);
      if (rough.contains(source)) note(node, "its input " + source + " taken as normal");
    }
  }

  private Moment closed(Node node) {
    List<Moment> in = node.inputs().stream().map(this::known).toList();
    if (node.op() == Unary.NEG) return in.get(0).times(-1);
    if (node.op() instanceof Cast) return in.get(0);
    if (node.op() == Binary.ADD) return in.get(0).plus(in.get(1));
    if (node.op() == Binary.SUB) return in.get(0).plus(in.get(1).times(-1));
    if (node.op() == Binary.MUL) return in.get(0).times(in.get(1));
    if (node.op() == Binary.DIV) return in.get(0).times(1 / in.get(1).mean());
    if (!(node.op() instanceof Where)) throw new AssertionError(node);
    double p = in.get(0).mean();
    return Moment.of(
        p * in.get(1).mean() + (1 - p) * in.get(2).mean(),
        p * in.get(1).second() + (1 - p) * in.get(2).second());
  }

  private Moment joint(Expr out, List<Expr> sources) {
    ConeProgram program = cones.program(out);
    int place = program.place(out);
    List<Law> laws = sources.stream().map(this::law).toList();
    for (Expr s : sources) {
      if (rough.contains(s)) note(out.node(), "its input " + s + " taken as normal");
    }
    Optional<Quadrature.Result> exact = Quadrature.over(program, laws, place);
    if (exact.isPresent()) {
      if (!exact.get().converged()) note(out.node(), UNCONVERGED);
      return exact.get().moments()[0];
    }
    note(out.node(), "sampled at " + POINTS + " points of " + laws.size() + " sources");
    HaltonSequenceGenerator halton = new HaltonSequenceGenerator(laws.size());
    halton.skipTo(1);
    double[][] at = new double[laws.size()][POINTS];
    for (int j = 0; j < POINTS; j++) {
      double[] u = halton.nextVector();
      for (int s = 0; s < u.length; s++) {
        Law law = laws.get(s);
        at[s][j] = law.value().applyAsDouble(law.quantile().applyAsDouble(u[s]));
      }
    }
    return Sampling.moment(program.run(at, POINTS)[place]);
  }

  /** The distribution of a source whose moment is known. */
  Law law(Expr source) {
    if (source.node().op() instanceof Random random) {
      return Law.of(random, source.dtype().isInt());
    }
    return Law.normal(moments.get(source));
  }
}
