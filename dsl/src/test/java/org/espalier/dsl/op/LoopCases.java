package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;

/** Loops: carries, stacked results, captures, directions, nesting, lengths. */
final class LoopCases {
  private LoopCases() {}

  static List<OpCase> cases() {
    List<OpCase> cases = new ArrayList<>();
    cases.add(
        OpCase.of(
            "scan: final carry",
            in -> Loops.fold(in.get(0), in.get(1), (c, x) -> c.times(x).tanh().times(in.get(2))),
            OpCase.values(3),
            OpCase.values(4, 3),
            OpCase.positive(3)));
    for (boolean reverse : new boolean[] {false, true}) {
      cases.add(
          OpCase.of(
              "scan: stacked results" + (reverse ? " in reverse" : ""),
              in -> running(reverse, in).stacked().get(0),
              OpCase.values(3),
              OpCase.values(4, 3)));
    }
    cases.add(
        OpCase.of(
            "scan: several carries, one an integer, results and position used",
            LoopCases::several,
            OpCase.values(3),
            OpCase.values(5, 3),
            OpCase.positive(3)));
    cases.add(
        OpCase.of(
            "scan: a cell that uses its weights twice",
            in ->
                Loops.fold(
                    in.get(0),
                    in.get(1),
                    (h, x) ->
                        h.matmul(in.get(2))
                            .plus(x.tanh().matmul(in.get(2)))
                            .plus(in.get(3))
                            .plus(in.get(2).square().sum(0))
                            .tanh()),
            OpCase.values(2, 3),
            OpCase.values(3, 2, 3),
            OpCase.positive(3, 3).map(v -> v / 4),
            OpCase.values(3)));
    cases.add(
        OpCase.of(
            "scan: a random key folded with the position",
            in -> {
              Expr key = Literal.of(Tensor.of(new long[] {7, 3, 0}, 3));
              Loops.Body body =
                  (c, x, i) -> {
                    Expr noise = Rand.uniform(Rand.fold(key, i), Shape.of(3), DType.FLOAT64);
                    Expr next = c.get(0).times(noise).plus(x.get(0)).sin();
                    return new Loops.Results(List.of(next), List.of(noise.plus(next)));
                  };
              return Loops.scan(List.of(in.get(0)), List.of(in.get(1)), body).stacked().get(0);
            },
            OpCase.values(3),
            OpCase.values(4, 3)));
    cases.add(
        OpCase.of(
            "scan: nested",
            in ->
                Loops.fold(
                    in.get(0),
                    in.get(1),
                    (c, row) -> Loops.fold(c, row, (d, x) -> d.sin().plus(x.times(in.get(2))))),
            OpCase.values(2),
            OpCase.values(3, 2, 2),
            OpCase.positive(2)));
    cases.add(
        OpCase.of(
            "scan: no rounds",
            in -> {
              Expr none = Ops.constant(DType.FLOAT64, 1).broadcastTo(none());
              return Loops.fold(in.get(0), none, (c, x) -> c.times(x).exp()).square();
            },
            OpCase.values(3)));
    cases.add(
        OpCase.of(
            "scan: of a gradient taken inside",
            in ->
                Loops.fold(
                    in.get(0),
                    in.get(1),
                    (p, x) -> p.minus(Gradient.of(p.times(x).sin().sum(), p).times(in.get(2)))),
            OpCase.values(3),
            OpCase.values(3, 3),
            OpCase.positive(3)));
    cases.add(
        OpCase.of(
            "map",
            in -> Loops.map(in.get(0), x -> x.square().matmul(in.get(1)).exp()),
            OpCase.values(3, 2, 2).map(v -> v / 2),
            OpCase.values(2, 2)));
    cases.add(
        OpCase.of(
            "repeat",
            in ->
                Loops.repeat(
                        4,
                        List.of(in.get(0)),
                        (c, i) ->
                            List.of(c.get(0).sin().times(i.cast(DType.FLOAT64).plus(in.get(1)))))
                    .get(0),
            OpCase.values(3),
            OpCase.positive(3)));
    return cases;
  }

  private static Shape none() {
    return Shape.of(0, 3);
  }

  private static Loops.Results running(boolean reverse, List<Expr> in) {
    Loops.Body body =
        (c, x, i) -> {
          Expr next = c.get(0).times(0.7).plus(x.get(0).square()).sin();
          return new Loops.Results(List.of(next), List.of(next.times(c.get(0))));
        };
    List<Expr> init = List.of(in.get(0));
    List<Expr> xs = List.of(in.get(1));
    return reverse ? Loops.scanReversed(init, xs, body) : Loops.scan(init, xs, body);
  }

  private static Expr several(List<Expr> in) {
    Expr start = Ops.constant(DType.INT64, 3);
    Loops.Results r =
        Loops.scan(
            List.of(in.get(0), start, in.get(2)),
            List.of(in.get(1)),
            (c, x, i) -> {
              Expr count = c.get(1).plus(2).minus(i);
              Expr factor = count.cast(DType.FLOAT64).times(0.2);
              Expr a = c.get(0).times(factor).plus(x.get(0).times(c.get(2))).tanh();
              return new Loops.Results(
                  List.of(a, count, c.get(2).plus(a.square())), List.of(a.exp(), x.get(0)));
            });
    return r.stacked().get(0).sum(0).times(r.carries().get(2)).plus(r.carries().get(0));
  }
}
