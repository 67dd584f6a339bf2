package org.espalier.dsl.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

class InverseDecayTest {
  private static double at(Schedule schedule, double count) {
    Expr leaf = Leaf.input("count", Type.of(DType.FLOAT64));
    return Evaluation.of(schedule.at(leaf), Map.of(leaf, Nd.scalar(count))).item();
  }

  @Test
  void halvesAfterItsStepsAndThirdsAfterTwiceAsMany() {
    InverseDecay schedule = new InverseDecay(0.6, 100);

    assertThat(at(schedule, 0)).isEqualTo(0.6);
    assertThat(at(schedule, 50)).isCloseTo(0.4, within(1e-15));
    assertThat(at(schedule, 100)).isCloseTo(0.3, within(1e-15));
    assertThat(at(schedule, 200)).isCloseTo(0.2, within(1e-15));
  }

  @Test
  void keepsItsJson() {
    Json json = Json.standard();
    Schedule schedule = new InverseDecay(0.6, 100);

    assertThat(json.read(json.text(schedule), Schedule.class)).isEqualTo(schedule);
  }

  @Test
  void refusesRatesAndStepsThatAreNone() {
    assertThatThrownBy(() -> new InverseDecay(-1, 1)).hasMessage("rate must be >= 0, got -1.0");
    assertThatThrownBy(() -> new InverseDecay(1, 0)).hasMessage("steps must be > 0, got 0");
  }
}
