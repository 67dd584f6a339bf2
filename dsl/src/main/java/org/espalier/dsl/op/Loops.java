package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Fn;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Type;

/**
 * Loops whose body is traced once, however many rounds run. What a body uses from outside is found,
 * not declared. Every reading goes through them; a gradient may also be taken inside a body.
 *
 * <p>A random key from outside is the same in every round: fold the index into it.
 */
public final class Loops {
  /** How many samples {@link #map} may work on at once unless told otherwise. */
  public static final int PARALLEL = 10;

  private Loops() {}

  /** What one round of a {@link #scan} computes. */
  @FunctionalInterface
  public interface Body {
    /**
     * One round.
     *
     * @param carries as the round before left them
     * @param xs the slice of each stacked input at this position
     * @param index the position, int64 []
     */
    Results round(List<Expr> carries, List<Expr> xs, Expr index);
  }

  /** What one round of a {@link #map} or a {@link #repeat} computes. */
  @FunctionalInterface
  public interface Step {
    /**
     * One round.
     *
     * @param values the slices, or the carries
     * @param index the position, int64 []
     */
    List<Expr> round(List<Expr> values, Expr index);
  }

  /**
   * What a round or a whole loop yields.
   *
   * @param carries the next carries; of a whole loop, those of the last round
   * @param stacked further results; of a whole loop, stacked along a new axis 0
   */
  public record Results(List<Expr> carries, List<Expr> stacked) {
    public Results {
      carries = List.copyOf(carries);
      stacked = List.copyOf(stacked);
    }
  }

  /**
   * Applies {@code body} along axis 0 of {@code xs}, first position first.
   *
   * @param init the carries before the first round; a round must keep their types
   * @param xs one or more inputs whose axes 0 are equal, possibly a named unknown, possibly 0
   * @throws ShapeMismatch when the axes 0 differ, or a round changes the type of a carry
   */
  public static Results scan(List<Expr> init, List<Expr> xs, Body body) {
    return trace("scan", init, xs, time("scan", xs), false, 1, body);
  }

  /** The same, last position first; the stacked results stay at their positions. */
  public static Results scanReversed(List<Expr> init, List<Expr> xs, Body body) {
    return trace("scan", init, xs, time("scan", xs), true, 1, body);
  }

  /** Applies {@code body} to (carry, slice) along axis 0; the last carry. */
  public static Expr fold(Expr init, Expr xs, BinaryOperator<Expr> body) {
    Body round = (c, x, i) -> new Results(List.of(body.apply(c.get(0), x.get(0))), List.of());
    return scan(List.of(init), List.of(xs), round).carries().get(0);
  }

  /** Applies {@code body} to each slice of {@code xs} along axis 0 by itself; results stacked. */
  public static List<Expr> map(List<Expr> xs, Step body) {
    return map(xs, PARALLEL, body);
  }

  /** The same for one input and one result. */
  public static Expr map(Expr xs, UnaryOperator<Expr> body) {
    return map(List.of(xs), (x, i) -> List.of(body.apply(x.get(0)))).get(0);
  }

  /**
   * The same.
   *
   * @param parallel how many slices may be worked on at once, at least 1: a hint, which costs
   *     memory and changes no value
   */
  public static List<Expr> map(List<Expr> xs, int parallel, Step body) {
    Check.positive("parallel", parallel);
    Body round = (c, x, i) -> new Results(List.of(), body.round(x, i));
    return trace("map", List.of(), xs, time("map", xs), false, parallel, round).stacked();
  }

  /** Applies {@code body} to the carries {@code n} times ({@code n >= 0}). */
  public static List<Expr> repeat(long n, List<Expr> init, Step body) {
    Check.that(n >= 0, "rounds must be >= 0, got %d", n);
    return repeat(Dim.of(n), init, body);
  }

  /** The same with a number of rounds that may be a named unknown. */
  public static List<Expr> repeat(Dim n, List<Expr> init, Step body) {
    Body round = (c, x, i) -> new Results(body.round(c, i), List.of());
    return trace("repeat", init, List.of(), n, false, 1, round).carries();
  }

  private static Dim time(String loop, List<Expr> xs) {
    if (xs.isEmpty()) {
      throw new EspalierException(loop + " needs an input to go along; use Loops.repeat(n, …)");
    }
    for (Expr x : xs) {
      if (x.shape().rank() == 0 || !x.shape().get(0).equals(xs.get(0).shape().get(0))) {
        throw new ShapeMismatch(
            loop,
            "inputs with one common axis 0",
            xs.stream().map(Expr::shape).toList().toString());
      }
    }
    return xs.get(0).shape().get(0);
  }

  private static Results trace(
      String loop,
      List<Expr> init,
      List<Expr> xs,
      Dim length,
      boolean reverse,
      int parallel,
      Body body) {
    List<Type> types = new ArrayList<>(init.stream().map(Expr::type).toList());
    for (Expr x : xs) types.add(x.type().with(x.shape().without(0)));
    types.add(Scan.INDEX);
    int c = init.size();
    int k = c + xs.size();
    Fn open =
        Fn.trace(
            types,
            p -> {
              Results r = body.round(p.subList(0, c), p.subList(c, k), p.get(k));
              keep(loop, init, r.carries());
              List<Expr> outputs = new ArrayList<>(r.carries());
              outputs.addAll(r.stacked());
              return outputs;
            });
    List<Expr> captures = open.captures();
    List<Expr> args = new ArrayList<>(init);
    args.addAll(xs);
    args.add(null);
    args.addAll(captures);
    return new ScanBuilder(
            new Scan(open.closed(captures), c, xs.size(), true, length, reverse, parallel), args)
        .results();
  }

  private static void keep(String loop, List<Expr> before, List<Expr> after) {
    if (before.size() != after.size()) {
      throw new EspalierException(
          "%s starts with %d carries but a round returns %d; return each of them, in order"
              .formatted(loop, before.size(), after.size()));
    }
    for (int i = 0; i < before.size(); i++) {
      if (before.get(i).type().equals(after.get(i).type())) continue;
      throw new ShapeMismatch(
          "carry %d of %s".formatted(i, loop),
          "to keep its type " + before.get(i).type(),
          after.get(i).type() + " after a round");
    }
  }
}
