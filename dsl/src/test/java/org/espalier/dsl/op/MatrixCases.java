package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.tensor.Shape;

/** Matrix products, reductions and the movements every gradient uses. */
final class MatrixCases {
  private MatrixCases() {}

  static List<OpCase> cases() {
    List<OpCase> cases = new ArrayList<>();
    for (boolean ta : new boolean[] {false, true}) {
      for (boolean tb : new boolean[] {false, true}) {
        cases.add(
            OpCase.of(
                "matmul " + (ta ? "T" : "N") + (tb ? "T" : "N"),
                in -> MatMul.of(in.get(0), ta, in.get(1), tb),
                ta ? OpCase.values(4, 2) : OpCase.values(2, 4),
                tb ? OpCase.positive(3, 4) : OpCase.positive(4, 3)));
      }
    }
    cases.add(
        OpCase.of(
            "matmul batched broadcast",
            in -> in.get(0).matmul(in.get(1)),
            OpCase.values(2, 1, 3, 4),
            OpCase.positive(5, 4, 2)));
    for (Reduce.How how : Reduce.How.values()) {
      if (how == Reduce.How.ANY || how == Reduce.How.ALL) continue;
      for (boolean keep : new boolean[] {false, true}) {
        OpCase c =
            OpCase.of(
                "reduce " + how + (keep ? " keep" : ""),
                in -> Reduce.of(how, in.get(0), keep, 0, 2),
                OpCase.values(2, 3, 4));
        cases.add(how == Reduce.How.MAX || how == Reduce.How.MIN ? c.rough() : c);
      }
    }
    cases.add(OpCase.of("reshape", in -> in.get(0).reshape(3, -1).square(), OpCase.values(2, 6)));
    cases.add(
        OpCase.of("transpose", in -> in.get(0).transpose(2, 0, 1).exp(), OpCase.values(2, 3, 4)));
    cases.add(
        OpCase.of(
            "broadcastTo",
            in -> in.get(0).broadcastTo(Shape.of(2, 3, 4)).exp(),
            OpCase.values(3, 1)));
    return cases;
  }
}
