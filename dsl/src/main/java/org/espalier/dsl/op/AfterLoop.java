package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Node;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;

/**
 * Sums over rounds that need not be formed round by round. Σₜ aₜᵀ·bₜ is one product of all rows of
 * a and b, and Σₜ Σ bₜ one sum: a loop stacks the factors, and one large product follows it.
 */
final class AfterLoop {
  private final Dim rounds;

  /** Whole stacks that exist anyway, by their slice. */
  private final Map<Expr, Expr> whole;

  /** Slices the loop has to stack. */
  private final List<Expr> slices = new ArrayList<>();

  private final Map<Integer, List<Function<Function<Expr, Expr>, Expr>>> sums = new HashMap<>();

  AfterLoop(Dim rounds, Map<Expr, Expr> whole) {
    this.rounds = rounds;
    this.whole = whole;
  }

  /** Takes from a sum what can wait; the rest, {@code null} where nothing is left. */
  Expr take(int input, Expr found) {
    Expr rest = null;
    for (Expr term : terms(found)) {
      if (!product(input, term)) rest = rest == null ? term : rest.plus(term);
    }
    return rest;
  }

  /** The same for sums over rows, where a product needs the rows stacked in any case. */
  Expr takeSums(int input, Expr found) {
    Expr rest = null;
    for (Expr term : terms(found)) {
      if (!rows(input, term)) rest = rest == null ? term : rest.plus(term);
    }
    return rest;
  }

  /** What the loop has to stack. */
  List<Expr> slices() {
    return slices;
  }

  /** The sum that waited, {@code null} where there is none. */
  Expr sum(int input, List<Expr> stacked) {
    Function<Expr, Expr> stack =
        e -> whole.containsKey(e) ? whole.get(e) : stacked.get(slices.indexOf(e));
    return sums.getOrDefault(input, List.of()).stream()
        .map(sum -> sum.apply(stack))
        .reduce(Expr::plus)
        .orElse(null);
  }

  private static List<Expr> terms(Expr sum) {
    List<Expr> terms = new ArrayList<>(List.of(sum));
    for (int i = 0; i < terms.size(); ) {
      Node node = terms.get(i).node();
      boolean splits =
          node.op() == Binary.ADD
              && node.input(0).shape().equals(sum.shape())
              && node.input(1).shape().equals(sum.shape());
      if (!splits) i++;
      else {
        terms.set(i, node.input(0));
        terms.add(i + 1, node.input(1));
      }
    }
    return terms;
  }

  private boolean product(int input, Expr term) {
    Node node = term.node();
    if (!(node.op() instanceof MatMul m) || !m.transposeA() || m.transposeB()) return false;
    Expr a = node.input(0);
    Expr b = node.input(1);
    if (a.shape().rank() != 2 || b.shape().rank() != 2) return false;
    add(a);
    add(b);
    wait(input, stack -> MatMul.of(flat(stack.apply(a)), true, flat(stack.apply(b)), false));
    return true;
  }

  private boolean rows(int input, Expr term) {
    if (!(term.node().op() instanceof Reduce r) || r.how() != Reduce.How.SUM || r.keep()) {
      return false;
    }
    Expr b = term.node().input(0);
    if (!whole.containsKey(b) && !slices.contains(b)) return false;
    int[] axes = new int[r.axes().size() + 1];
    for (int i = 1; i < axes.length; i++) axes[i] = r.axes().get(i - 1) + 1;
    wait(input, stack -> stack.apply(b).sum(axes));
    return true;
  }

  private void wait(int input, Function<Function<Expr, Expr>, Expr> sum) {
    sums.computeIfAbsent(input, i -> new ArrayList<>()).add(sum);
  }

  private void add(Expr slice) {
    if (!whole.containsKey(slice) && !slices.contains(slice)) slices.add(slice);
  }

  private Expr flat(Expr stack) {
    Shape shape = stack.shape();
    return stack.reshape(Shape.of(rounds.times(shape.get(1)), shape.last()));
  }
}
