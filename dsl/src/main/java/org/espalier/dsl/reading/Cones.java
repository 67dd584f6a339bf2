package org.espalier.dsl.reading;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.espalier.dsl.expr.Elementwise;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Movement;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.op.Binary;
import org.espalier.dsl.op.BroadcastTo;
import org.espalier.dsl.op.Cast;
import org.espalier.dsl.op.Reshape;
import org.espalier.dsl.op.StopGradient;
import org.espalier.dsl.op.Unary;
import org.espalier.dsl.op.Where;

/**
 * The elementwise cones of a graph: for each expression, the independent sources that it is an
 * elementwise function of. Found node by node, so that a long chain costs what it is long.
 */
final class Cones {
  /** More sources than this, and the inputs become sources themselves. */
  private static final int MOST_SOURCES = 8;

  /** How the moment of an elementwise expression is found. */
  enum Method {
    /** It does not vary. */
    CONSTANT,
    /** Along with all others of its one source. */
    GROUP,
    /** From the moments of its independent inputs. */
    CLOSED,
    /** Over all its sources. */
    JOINT
  }

  /**
   * What an expression is a function of.
   *
   * @param self the expression itself, or the one it is a view of
   * @param leaves sources
   * @param frontier fewer expressions, independent of each other, that tell it just as well
   * @param normal an affine function of normal sources, or such a source
   * @param constant the number it always is, or {@code null}
   */
  record State(Expr self, Set<Expr> leaves, Set<Expr> frontier, boolean normal, Double constant) {}

  private final Map<Expr, State> states = new HashMap<>();
  private final Map<Expr, List<Node>> groups = new LinkedHashMap<>();

  State of(Expr e) {
    return states.get(e);
  }

  Expr self(Expr e) {
    return states.get(e).self;
  }

  /** The elementwise applications whose only source is {@code source}, inputs first. */
  List<Node> group(Expr source) {
    return groups.getOrDefault(source, List.of());
  }

  void constant(Expr e, double value) {
    states.put(e, new State(e, Set.of(), Set.of(), false, value));
  }

  /** An expression that is no elementwise function of others. */
  void source(Expr e, boolean normal) {
    states.put(e, new State(e, Set.of(e), Set.of(e), normal, null));
  }

  /** True for an op whose output is its input, element for element, seen in another shape. */
  static boolean isView(Node node) {
    return node.op() instanceof Movement
        && (node.op() instanceof Reshape
            || node.op() instanceof BroadcastTo
            || node.op() instanceof StopGradient);
  }

  void view(Node node) {
    states.put(node.output(0), states.get(node.input(0)));
  }

  void elementwise(Node node) {
    Elementwise op = (Elementwise) node.op();
    Expr self = node.output(0);
    List<State> inputs = node.inputs().stream().map(states::get).toList();
    if (inputs.stream().allMatch(s -> s.constant != null)) {
      constant(self, op.apply(inputs.stream().mapToDouble(State::constant).toArray()));
      return;
    }
    Set<Expr> leaves = new LinkedHashSet<>();
    for (State s : inputs) leaves.addAll(s.leaves);
    boolean cut = leaves.size() > MOST_SOURCES;
    if (cut) {
      leaves.clear();
      for (State s : inputs) if (s.constant == null) leaves.add(s.self);
    }
    Set<Expr> frontier = cut ? leaves : frontier(inputs, leaves);
    boolean normal = disjoint(inputs) && affine(op, inputs, node);
    states.put(self, new State(self, Set.copyOf(leaves), ordered(frontier), normal, null));
    if (frontier.size() == 1) {
      groups.computeIfAbsent(frontier.iterator().next(), s -> new ArrayList<>()).add(node);
    }
  }

  private static Set<Expr> ordered(Set<Expr> set) {
    return java.util.Collections.unmodifiableSet(new LinkedHashSet<>(set));
  }

  private Set<Expr> frontier(List<State> inputs, Set<Expr> leaves) {
    Set<Expr> frontier = new LinkedHashSet<>();
    for (State s : inputs) {
      if (s.normal && s.leaves.size() > 1) frontier.add(s.self);
      else frontier.addAll(s.frontier);
    }
    return disjoint(frontier.stream().map(states::get).toList()) ? frontier : leaves;
  }

  private static boolean disjoint(Collection<State> states) {
    Set<Expr> seen = new HashSet<>();
    for (State s : states) for (Expr leaf : s.leaves) if (!seen.add(leaf)) return false;
    return true;
  }

  private static boolean affine(Elementwise op, List<State> in, Node node) {
    if (op == Unary.NEG) return in.get(0).normal;
    if (op instanceof Cast c) return in.get(0).normal && c.to().isFloat();
    if (in.size() != 2) return false;
    boolean first = in.get(0).normal || in.get(0).constant != null;
    boolean second = in.get(1).normal || in.get(1).constant != null;
    if (op == Binary.ADD || op == Binary.SUB) return first && second;
    boolean scaled = in.get(1).constant != null || in.get(0).constant != null;
    if (op == Binary.MUL) return first && second && scaled;
    return op == Binary.DIV && in.get(0).normal && in.get(1).constant != null;
  }

  /** How to find the moment of an elementwise application. */
  Method method(Node node) {
    State s = states.get(node.output(0));
    if (s.constant != null) return Method.CONSTANT;
    if (s.frontier.size() == 1) return Method.GROUP;
    List<State> in = node.inputs().stream().map(states::get).toList();
    Object op = node.op();
    boolean sum = op == Binary.ADD || op == Binary.SUB || op == Binary.MUL;
    if (s.normal || (sum && disjoint(in))) return Method.CLOSED;
    if (op instanceof Where) {
      Set<Expr> both = new HashSet<>(in.get(1).leaves);
      both.addAll(in.get(2).leaves);
      if (both.stream().noneMatch(in.get(0).leaves::contains)) return Method.CLOSED;
    }
    return Method.JOINT;
  }

  /** Ready to run from an expression's frontier to itself. */
  ConeProgram program(Expr self) {
    Set<Expr> frontier = states.get(self).frontier;
    Set<Node> seen = new HashSet<>();
    Deque<Expr> stack = new ArrayDeque<>(List.of(self));
    List<Node> nodes = new ArrayList<>();
    while (!stack.isEmpty()) {
      State s = states.get(stack.pop());
      if (s.constant != null || frontier.contains(s.self) || !seen.add(s.self.node())) continue;
      nodes.add(s.self.node());
      for (Expr in : s.self.node().inputs()) stack.push(in);
    }
    nodes.sort(Comparator.comparingLong(Node::id));
    return program(nodes, List.copyOf(frontier));
  }

  /** Ready to run all of a source's group. */
  ConeProgram groupProgram(Expr source) {
    return program(group(source), List.of(source));
  }

  private ConeProgram program(List<Node> nodes, List<Expr> sources) {
    return new ConeProgram(nodes, sources, e -> states.get(e).constant, this::self);
  }
}
