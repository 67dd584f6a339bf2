package org.espalier.dsl.op;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;

/** Every elementwise op. */
final class ElementwiseCases {
  private ElementwiseCases() {}

  static List<OpCase> cases() {
    List<OpCase> cases = new ArrayList<>();
    Set<Unary> positive = Set.of(Unary.LOG, Unary.SQRT, Unary.RSQRT, Unary.LOG1P);
    Set<Unary> steps =
        Set.of(Unary.ABS, Unary.RELU, Unary.SIGN, Unary.FLOOR, Unary.CEIL, Unary.ROUND);
    for (Unary u : Unary.values()) {
      Nd x = positive.contains(u) ? OpCase.positive(2, 3) : OpCase.values(2, 3);
      OpCase c =
          switch (u) {
            case NOT -> OpCase.of(u.opName(), in -> in.get(0).gt(0).not().cast(DType.FLOAT64), x);
            case IS_FINITE, IS_NAN ->
                OpCase.of(u.opName(), in -> u.of(in.get(0).log()).cast(DType.FLOAT64), x);
            case ERFINV -> OpCase.of(u.opName(), in -> u.of(in.get(0).times(0.4)), x);
            default -> OpCase.of(u.opName(), in -> u.of(in.get(0)), x);
          };
      cases.add(steps.contains(u) || u.ordinal() >= Unary.NOT.ordinal() ? c.rough() : c);
    }
    for (UnaryGrad u : UnaryGrad.values()) {
      Nd y = OpCase.values(2, 3);
      OpCase c = OpCase.of(u.opName(), in -> u.of(in.get(0), in.get(1)), y, OpCase.positive(2, 3));
      cases.add(u == UnaryGrad.RELU ? c.rough() : c);
    }
    for (Binary b : Binary.values()) {
      Nd x = b == Binary.POW ? OpCase.positive(2, 3) : OpCase.values(2, 3);
      OpCase c =
          switch (b) {
            case AND, OR ->
                OpCase.of(
                    b.opName(),
                    in -> b.of(in.get(0).gt(0), in.get(1).gt(0)).cast(DType.FLOAT64),
                    x,
                    OpCase.positive(3).map(v -> v - 1));
            default ->
                OpCase.of(
                    b.opName() + " broadcast",
                    in -> b.of(in.get(0), in.get(1)).cast(DType.FLOAT64),
                    x,
                    OpCase.positive(3));
          };
      cases.add(b.ordinal() > Binary.POW.ordinal() ? c.rough() : c);
    }
    cases.add(
        OpCase.of(
            "where",
            in -> in.get(0).gt(0).where(in.get(0).times(in.get(1)), in.get(1)),
            OpCase.values(2, 3),
            OpCase.positive(3)));
    cases.add(
        OpCase.of(
                "cast",
                in -> in.get(0).cast(DType.FLOAT64).times(in.get(1)),
                Nd.of(1, -2, 3),
                OpCase.values(3))
            .with(0, DType.INT32));
    return cases;
  }
}
