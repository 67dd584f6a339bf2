package org.espalier.dsl.coding;

import java.util.List;
import java.util.function.UnaryOperator;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Loops;

/**
 * Accelerated proximal gradient descent on codes. Source: Beck and Teboulle, 2009. One round is a
 * step of the smooth part from a point ahead, a shrinking, and a new point ahead.
 */
public final class Fista {
  private Fista() {}

  /**
   * Where it stands between rounds.
   *
   * @param codes [samples, atoms]
   * @param ahead where the next gradient is taken, [samples, atoms]
   * @param momentum t of the method, []; 1 at the start
   */
  public record State(Expr codes, Expr ahead, Expr momentum) {
    /** A start from some codes. */
    public static State at(Expr codes) {
      return new State(codes, codes, codes.constant(1));
    }
  }

  /**
   * So many rounds more.
   *
   * @param step a gradient step of the smooth part
   * @param shrink the proximal map of the rest, with its threshold
   */
  public static State rounds(
      long rounds, State from, UnaryOperator<Expr> step, UnaryOperator<Expr> shrink) {
    List<Expr> end =
        Loops.repeat(
            rounds,
            List.of(from.codes(), from.ahead(), from.momentum()),
            (c, i) -> round(c, step, shrink));
    return new State(end.get(0), end.get(1), end.get(2));
  }

  private static List<Expr> round(
      List<Expr> c, UnaryOperator<Expr> step, UnaryOperator<Expr> shrink) {
    Expr t = c.get(2);
    Expr codes = shrink.apply(step.apply(c.get(1)));
    Expr next = t.square().times(4).plus(1).sqrt().plus(1).times(0.5);
    Expr pull = t.minus(1).div(next);
    Expr ahead = codes.plus(codes.minus(c.get(0)).times(pull));
    return List.of(codes, ahead, next);
  }
}
