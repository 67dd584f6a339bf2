package org.espalier.dsl.op;

import java.util.List;
import java.util.function.BinaryOperator;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;

/** Arrays of which only some elements are stored. */
final class LinkedCases {
  private static final Nd PLACES = Nd.of(0, 3, 4, 7, 11);
  private static final Shape SHAPE = Shape.of(4, 3);

  private LinkedCases() {}

  static List<OpCase> cases() {
    return List.of(
        OpCase.of("links", in -> links(in.get(0), in.get(1)).exp(), OpCase.values(5), PLACES)
            .with(1, DType.INT64),
        product("product with links", MatMul::of, 2, 4),
        product("product with links transposed", (x, w) -> MatMul.of(x, false, w, true), 2, 3),
        product("transposed product with links", (x, w) -> MatMul.of(x, true, w, false), 4, 2),
        product("links times matrix", (x, w) -> MatMul.of(w, x), 3, 2),
        product("links transposed times matrix", (x, w) -> MatMul.of(w, true, x, true), 2, 4),
        product("batched product with links", MatMul::of, 2, 3, 4),
        product("links used twice", (x, w) -> MatMul.of(x.matmul(w).exp(), false, w, true), 2, 4),
        product("links used otherwise too", (x, w) -> x.matmul(w.square()).plus(x.matmul(w)), 2, 4),
        OpCase.of(
                "sampled product",
                in -> SampledProduct.of(in.get(0), in.get(1), in.get(2)).exp(),
                OpCase.values(2, 4),
                OpCase.positive(2, 3),
                PLACES)
            .with(2, DType.INT64),
        OpCase.of(
                "few links",
                in -> in.get(0).matmul(LinkedArray.of(in.get(1), in.get(2), Shape.of(11, 9))).exp(),
                OpCase.values(2, 11),
                OpCase.positive(2),
                Nd.of(17, 83))
            .with(2, DType.INT64));
  }

  private static OpCase product(String name, BinaryOperator<Expr> product, long... x) {
    return OpCase.of(
            name,
            in -> product.apply(in.get(0), links(in.get(1), in.get(2))),
            OpCase.values(x),
            OpCase.positive(5),
            PLACES)
        .with(2, DType.INT64);
  }

  private static Expr links(Expr values, Expr places) {
    return LinkedArray.of(values, places, SHAPE);
  }
}
