package org.espalier.dsl.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.UnaryOperator;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

class FnTest {
  private static final Type VECTOR = Type.of(DType.FLOAT32, 3);

  private static Fn of(UnaryOperator<Expr> body) {
    return Fn.trace(List.of(VECTOR), in -> List.of(body.apply(in.get(0))));
  }

  @Test
  void tracesOfOneFormulaAreEqual() {
    UnaryOperator<Expr> formula = x -> x.times(x.sigmoid()).plus(2);
    assertThat(of(formula)).isEqualTo(of(formula)).hasSameHashCodeAs(of(formula));
    assertThat(of(x -> x.plus(1).times(1))).isEqualTo(of(x -> x.plus(1).times(1)));
  }

  @Test
  void whatDiffersIsNotEqual() {
    assertThat(of(x -> x.plus(1))).isNotEqualTo(of(x -> x.plus(2)));
    assertThat(of(x -> x.sin())).isNotEqualTo(of(x -> x.cos()));
    assertThat(of(x -> x.minus(x.exp()))).isNotEqualTo(of(x -> x.exp().minus(x)));
    Type other = Type.of(DType.FLOAT32, 4);
    assertThat(of(x -> x)).isNotEqualTo(Fn.trace(List.of(other), in -> in));
    assertThat(of(x -> x.plus(1).times(1))).isNotEqualTo(of(x -> x.plus(1).times(2)));
  }

  @Test
  void whatComesFromOutsideMustBeTheSame() {
    Expr a = Leaf.input("a", VECTOR);
    Expr b = Leaf.input("a", VECTOR);
    assertThat(of(x -> x.plus(a))).isEqualTo(of(x -> x.plus(a))).isNotEqualTo(of(x -> x.plus(b)));
    Fn inner = of(x -> x.exp());
    Expr captured = inner.outputs().get(0);
    assertThat(inner).isNotEqualTo(of(x -> captured));
  }
}
