package org.espalier.runtime.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.LongStream;
import org.espalier.dsl.structure.MagnitudePruning;
import org.junit.jupiter.api.Test;

/** When a pass runs, and for the how manieth time. */
class ScheduledPassTest {
  private static final MagnitudePruning PASS = new MagnitudePruning(0.5);

  private static long[] due(ScheduledPass scheduled) {
    return LongStream.rangeClosed(1, 9).filter(scheduled::due).toArray();
  }

  @Test
  void aPassRunsRegularlyFromAnEpochOnOrOnce() {
    assertThat(due(new ScheduledPass(3, PASS))).containsExactly(3, 6, 9);
    assertThat(due(new ScheduledPass(2, 3, PASS))).containsExactly(2, 5, 8);
    assertThat(due(ScheduledPass.once(4, PASS))).containsExactly(4);
  }

  @Test
  void aPassEndsWhenToldAndCountsStepsWhereItIsToldTo() {
    assertThat(due(new ScheduledPass(3, PASS).until(8))).containsExactly(3, 6);
    assertThat(due(new ScheduledPass(1, PASS).until(3))).containsExactly(1, 2, 3);
    ScheduledPass steps = ScheduledPass.everySteps(4, PASS);
    assertThat(due(steps)).containsExactly(4, 8);
    assertThat(steps.unit()).isEqualTo(ScheduledPass.Unit.STEPS);
    assertThatThrownBy(() -> steps.until(0)).hasMessage("until must be > 0, got 0");
  }

  @Test
  void roundsCountFromZero() {
    assertThat(new ScheduledPass(3, PASS).round(9)).isEqualTo(2);
    assertThat(new ScheduledPass(2, 3, PASS).round(2)).isZero();
    assertThat(ScheduledPass.once(4, PASS).round(4)).isZero();
  }

  @Test
  void epochsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new ScheduledPass(0, PASS)).hasMessage("every must be > 0, got 0");
    assertThatThrownBy(() -> ScheduledPass.once(0, PASS)).hasMessage("first must be > 0, got 0");
  }
}
