package org.espalier.tf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.expr.Loop;
import org.espalier.dsl.expr.Walk;
import org.espalier.dsl.op.OpCase;
import org.espalier.dsl.op.OpCatalog;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every catalogue case with a loop, never unrolled: nested, reversed, several and int carries. */
class WhileLoopTest {
  static Stream<OpCase> loops() {
    return OpCatalog.all().stream().filter(WhileLoopTest::hasLoop);
  }

  private static boolean hasLoop(OpCase c) {
    Expr value = new TracedCase(c, DType.FLOAT64).value;
    return Walk.of(List.of(value)).stream().anyMatch(n -> n.op() instanceof Loop);
  }

  @ParameterizedTest
  @MethodSource("loops")
  void valuesAndDerivativesEqualTheEvaluation(OpCase c) {
    TracedCase t = new TracedCase(c, DType.FLOAT64);
    List<Expr> all = new ArrayList<>(List.of(t.value));
    List<Expr> slopes = Gradient.of(t.scalar, t.floats);
    all.addAll(slopes);
    if (c.smooth()) {
      Expr sum = t.scalar.times(0);
      for (Expr g : slopes) sum = sum.plus(g.square().sum());
      all.addAll(Gradient.of(sum, t.floats));
    }
    List<Nd> expected = Evaluation.of(all, t.given);
    List<Nd> actual = t.run(all, TfOptions.standard().withUnroll(0));
    for (int i = 0; i < all.size(); i++) {
      for (int k = 0; k < expected.get(i).size(); k++) {
        double e = expected.get(i).data()[k];
        assertThat(actual.get(i).data()[k]).isCloseTo(e, within(1e-8 * (1 + Math.abs(e))));
      }
    }
  }
}
