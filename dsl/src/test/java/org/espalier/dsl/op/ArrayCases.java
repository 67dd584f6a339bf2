package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Nd;

/** Ops that move, pick, join, order and accumulate elements. */
final class ArrayCases {
  private ArrayCases() {}

  static List<OpCase> cases() {
    List<OpCase> cases = new ArrayList<>();
    cases.addAll(boxes());
    cases.addAll(picks());
    cases.addAll(running());
    cases.addAll(ordered());
    cases.addAll(matrices());
    return cases;
  }

  private static OpCase one(String name, Function<Expr, Expr> op, Nd x) {
    return OpCase.of(name, in -> op.apply(in.get(0)).square(), x);
  }

  private static List<OpCase> boxes() {
    Nd x = OpCase.values(4, 5);
    return List.of(
        one("slice", v -> v.slice(1, 1, -1), x),
        one("slice of steps", v -> Ops.slice(v, 1, 1, Slice.END, 2), x),
        one("get", v -> v.get(2).times(v.get(-1)), x),
        one("pad", v -> Ops.pad(v, new long[] {1, 0}, new long[] {0, 2}, 1.5), x),
        one("pad in steps", v -> Pad.of(v, at(1, 0), size(9, 5), List.of(2L, 1L), 0), x),
        one("pad reflecting", v -> Ops.padReflect(v, 1, 2, 1), x),
        one("reverse", v -> Ops.reverse(v, 0, -1), x),
        one("tile", v -> Ops.tile(v, 2, 3), x),
        one("unstack and stack", v -> Ops.stack(1, Ops.unstack(v.exp(), 0)), x),
        OpCase.of(
            "concat",
            in -> Ops.concat(-1, in).square(),
            OpCase.values(2, 3),
            OpCase.positive(2, 1),
            OpCase.values(2, 2)));
  }

  private static List<Dim> at(long... places) {
    return size(places).dims();
  }

  private static org.espalier.dsl.tensor.Shape size(long... sizes) {
    return org.espalier.dsl.tensor.Shape.of(sizes);
  }

  private static List<OpCase> picks() {
    List<OpCase> cases = new ArrayList<>();
    Nd twice = new Nd(new long[] {2, 2}, new double[] {2, 0, 1, 2});
    for (int axis = 0; axis < 3; axis++) {
      int a = axis;
      cases.add(
          OpCase.of(
                  "gather along axis " + a,
                  in -> Ops.gather(in.get(0), a, in.get(1)).square(),
                  OpCase.values(3, 4, 3),
                  twice)
              .with(1, a == 1 ? DType.INT64 : DType.INT32));
    }
    cases.add(
        OpCase.of(
                "gather one",
                in -> Ops.gather(in.get(0), 1, in.get(1)).exp(),
                OpCase.values(2, 3),
                Nd.scalar(1))
            .with(1, DType.INT32));
    cases.add(
        OpCase.of(
                "scatterSum",
                in -> Ops.scatterSum(in.get(0), in.get(1), Dim.of(4)).square(),
                OpCase.values(2, 2, 3),
                twice)
            .with(1, DType.INT32));
    cases.add(
        OpCase.of(
                "takeAlong",
                in -> Ops.takeAlong(in.get(0), in.get(1)).square(),
                OpCase.values(2, 3),
                twice)
            .with(1, DType.INT32));
    return cases;
  }

  private static List<OpCase> running() {
    List<OpCase> cases = new ArrayList<>();
    Nd zeros = OpCase.values(3, 4);
    zeros.data()[2] = 0;
    zeros.data()[5] = 0;
    zeros.data()[7] = 0;
    for (int kind = 0; kind < 4; kind++) {
      boolean exclusive = kind % 2 == 1;
      boolean reverse = kind > 1;
      String way = (exclusive ? " exclusive" : "") + (reverse ? " in reverse" : "");
      cases.add(
          one("cumSum" + way, v -> Ops.cumSum(v, 0, exclusive, reverse), OpCase.values(3, 2)));
      cases.add(one("cumProd" + way, v -> Ops.cumProd(v, 1, exclusive, reverse), zeros));
    }
    cases.add(one("prod at zeros", v -> Ops.prod(v, 1), zeros));
    cases.add(
        one("prod over all axes", v -> Ops.prod(v).plus(Ops.prod(v, 0, 1)), OpCase.positive(2, 3)));
    return cases;
  }

  private static List<OpCase> ordered() {
    Nd x = OpCase.values(2, 5);
    return List.of(
        one("topK", v -> Ops.topK(v, 3).get(0), x),
        OpCase.of("topK indices", in -> Ops.topK(in.get(0), 3).get(1).cast(DType.FLOAT64), x),
        one("sort", v -> Ops.sort(v, false), x),
        OpCase.of("argSort", in -> Ops.argSort(in.get(0), true).cast(DType.FLOAT64), x),
        OpCase.of("iota", in -> Ops.iota(Dim.of(5), DType.FLOAT64).times(in.get(0)).sin(), x));
  }

  private static List<OpCase> matrices() {
    List<OpCase> cases = new ArrayList<>();
    cases.add(one("matrixDiag", Ops::matrixDiag, OpCase.values(2, 3)));
    cases.add(one("diagPart", Ops::diagPart, OpCase.values(2, 3, 3)));
    cases.add(one("bandPart", v -> Ops.bandPart(v, 1, 0), OpCase.values(3, 4)));
    cases.add(one("bandPart upper", v -> Ops.bandPart(v, 0, -1), OpCase.values(4, 3)));
    for (String spec : new String[] {"iij->ji", "ijk->k", "...i->i...", "iji->", "ij->ij"}) {
      boolean square = spec.startsWith("ii") || spec.startsWith("iji");
      Nd x =
          spec.equals("ij->ij")
              ? OpCase.values(2, 3)
              : square ? OpCase.values(2, 2, 2) : OpCase.values(2, 3, 4);
      cases.add(OpCase.of("einsum " + spec, in -> Ops.einsum(spec, in.get(0)).exp(), x));
    }
    String[][] products = {
      {"ij,jk->ik", "2 3", "3 4"},
      {"bij,bkj->bki", "2 3 2", "2 4 2"},
      {"i,j->ji", "2", "3"},
      {"ij,kl->k", "2 3", "4 2"},
      {"iij,jk->ik", "2 2 3", "3 2"},
      {"...ij,...jk->...ik", "2 1 3 2", "4 2 3"},
      {"b...,...->b...", "2 3", "1"},
      {",ij->ji", "", "2 3"},
      {"bqhd,bkhd->bhqk", "2 3 2 2", "2 2 2 2"},
    };
    for (String[] p : products) {
      cases.add(
          OpCase.of(
              "einsum " + p[0],
              in -> Ops.einsum(p[0], in.get(0), in.get(1)).times(0.5),
              OpCase.values(dims(p[1])),
              OpCase.positive(dims(p[2]))));
    }
    return cases;
  }

  private static long[] dims(String text) {
    if (text.isEmpty()) return new long[0];
    return java.util.Arrays.stream(text.split(" ")).mapToLong(Long::parseLong).toArray();
  }
}
