package org.espalier.dsl.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.op.Loops;
import org.espalier.dsl.op.Ops;

/**
 * Work done piece by piece, so that what one piece needs in between stays small. Few pieces are
 * written one after the other, which every reading sees through; many are a loop, whose derivative
 * computes what is in between again instead of keeping it.
 */
final class Pieces {
  private static final long WRITTEN = 64;

  private Pieces() {}

  /** {@code body} of the slices of {@code xs} along axis 0; results stacked along a new axis 0. */
  static Expr map(List<Expr> xs, Function<List<Expr>, Expr> body) {
    long pieces = xs.get(0).shape().get(0).size();
    if (pieces > WRITTEN) return Loops.map(xs, 1, (x, i) -> List.of(body.apply(x))).get(0);
    List<List<Expr>> slices = xs.stream().map(x -> Ops.unstack(x, 0)).toList();
    List<Expr> results = new ArrayList<>();
    for (int i = 0; i < pieces; i++) {
      int piece = i;
      results.add(body.apply(slices.stream().map(s -> s.get(piece)).toList()));
    }
    return Ops.stack(0, results);
  }
}
