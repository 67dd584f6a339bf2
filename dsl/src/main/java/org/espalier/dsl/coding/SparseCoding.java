package org.espalier.dsl.coding;

import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Ops;
import org.espalier.dsl.tensor.Shape;

/**
 * Codes A of samples X by a dictionary D, min ½‖X − A·Dᵀ‖² + λ·Ω(A), as expressions. X is [samples,
 * inputs], D is [inputs, atoms] with an atom in each column, A is [samples, atoms].
 */
public final class SparseCoding {
  private static final int POWER_ROUNDS = 30;

  /** By how much the largest eigenvalue found is enlarged, as power iteration comes from below. */
  private static final double MARGIN = 1.02;

  private SparseCoding() {}

  /** Codes after so many rounds of FISTA from zero. */
  public static Expr codes(
      Expr x, Expr dictionary, double lambda, CodePenalty penalty, long rounds) {
    Expr gram = Ops.matmul(dictionary, true, dictionary, false);
    Expr step = step(gram);
    Expr pull = x.matmul(dictionary).times(step);
    Expr contraction = contraction(gram, step);
    Expr zero = pull.zerosLike();
    return Fista.rounds(
            rounds,
            Fista.State.at(zero),
            ahead -> ahead.matmul(contraction).plus(pull),
            codes -> penalty.shrink(codes, step.times(lambda)))
        .codes();
  }

  /** ½‖X − A·Dᵀ‖² + λ·Ω(A), not divided by the number of samples; []. */
  public static Expr objective(
      Expr x, Expr dictionary, Expr codes, double lambda, CodePenalty penalty) {
    Expr residual = x.minus(Ops.matmul(codes, false, dictionary, true));
    return residual.square().sum().times(0.5).plus(penalty.value(codes).times(lambda));
  }

  /**
   * One over a bound of the largest eigenvalue of DᵀD: power iteration from a direction that is
   * orthogonal to no eigenvector but by accident. A start from an earlier direction would take
   * fewer rounds, and miss an eigenvalue that has overtaken.
   *
   * @param gram DᵀD, [atoms, atoms]
   * @return []
   */
  public static Expr step(Expr gram) {
    Expr at = Ops.iota(gram.shape().get(0), gram.dtype()).plus(1).sin();
    Expr norm = at.constant(1);
    for (int i = 0; i <= POWER_ROUNDS; i++) {
      Expr next = times(gram, at);
      norm = next.square().sum().sqrt().max(Float.MIN_NORMAL);
      at = next.div(norm);
    }
    return norm.times(MARGIN).reciprocal();
  }

  private static Expr times(Expr gram, Expr vector) {
    Shape flat = vector.shape();
    return gram.matmul(vector.expand(1)).reshape(flat);
  }

  /**
   * I − step·DᵀD: a gradient step from codes Y is then Y·contraction + step·X·D, one product of
   * matrices.
   */
  public static Expr contraction(Expr gram, Expr step) {
    Expr places = Ops.iota(gram.shape().get(0), gram.dtype());
    Expr diagonal = places.expand(0).eq(places.expand(1)).cast(gram.dtype());
    return diagonal.minus(gram.times(step));
  }
}
