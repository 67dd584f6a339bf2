package org.espalier.dsl.op;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

class BinaryTest {
  @Test
  void wholeNumbersAreNotDividedByTheDivisionOfFloats() {
    String message =
        "div needs floats (cast them, or use Binary.FLOOR_DIV for whole quotients) but receives ";
    for (DType dtype : new DType[] {DType.INT32, DType.INT64}) {
      Expr n = Leaf.input("n", Type.of(dtype, 3));
      assertThatThrownBy(() -> n.div(n))
          .isInstanceOf(ShapeMismatch.class)
          .hasMessage(message + dtype + ".");
      assertThatThrownBy(() -> n.div(1)).hasMessage(message + dtype + ".");
      assertThatThrownBy(() -> n.constant(7).div(2)).hasMessage(message + dtype + ".");
      Expr whole = Binary.FLOOR_DIV.of(n, n.constant(2));
      assertThat(Evaluation.of(whole, Map.of(n, Nd.of(7, -7, 6))).data()).containsExactly(3, -4, 3);
    }
  }
}
