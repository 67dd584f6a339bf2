package org.espalier.dsl.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.schedule.ConstantRate;
import org.espalier.dsl.schedule.InverseDecay;
import org.espalier.dsl.schedule.Schedule;
import org.junit.jupiter.api.Test;

class OptimizersTest {
  @Test
  void areFoundByNameLetterCaseAside() {
    assertThat(Optimizers.names()).contains("adam", "adamW", "momentum", "sgd");
    assertThat(Optimizers.named("adam", new ConstantRate(0.01))).isEqualTo(new Adam(0.01));
    assertThat(Optimizers.named("ADAMW", new ConstantRate(0.01))).isEqualTo(new AdamW(0.01, 0.01));
    assertThat(Optimizers.named("momentum", new ConstantRate(0.1)))
        .isEqualTo(new Momentum(0.1, 0.9));
  }

  @Test
  void takeAnySchedule() {
    Schedule falling = new InverseDecay(0.1, 50);

    assertThat(Optimizers.named("sgd", falling)).isEqualTo(new Sgd(falling));
    assertThat(Optimizers.named("momentum", falling)).isEqualTo(new Momentum(falling, 0.9, false));
  }

  @Test
  void anUnknownNameIsRefused() {
    assertThatThrownBy(() -> Optimizers.named("adan", new ConstantRate(0.1)))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("no optimizer 'adan'; did you mean 'adam'");
  }
}
