package org.espalier.dsl.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.espalier.dsl.error.EspalierException;
import org.junit.jupiter.api.Test;

class OptimizersTest {
  @Test
  void areFoundByNameLetterCaseAside() {
    assertThat(Optimizers.names()).contains("adam", "adamW", "momentum", "sgd");
    assertThat(Optimizers.named("adam", 0.01)).isEqualTo(new Adam(0.01));
    assertThat(Optimizers.named("ADAMW", 0.01)).isEqualTo(new AdamW(0.01, 0.01));
    assertThat(Optimizers.named("momentum", 0.1)).isEqualTo(new Momentum(0.1, 0.9));
  }

  @Test
  void anUnknownNameAndAWrongRateAreRefused() {
    assertThatThrownBy(() -> Optimizers.named("adan", 0.1))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("no optimizer 'adan'; did you mean 'adam'");
    assertThatThrownBy(() -> Optimizers.named("sgd", -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rate must be >= 0, got -1.0");
  }
}
