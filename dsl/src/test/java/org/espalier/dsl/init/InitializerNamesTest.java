package org.espalier.dsl.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.espalier.dsl.error.EspalierException;
import org.junit.jupiter.api.Test;

class InitializerNamesTest {
  @Test
  void shortLongAndJsonNamesAreFound() {
    assertThat(Initializers.named("he")).isEqualTo(new HeNormal());
    assertThat(Initializers.named("glorot")).isEqualTo(new GlorotUniform());
    assertThat(Initializers.named("he-uniform")).isEqualTo(new HeUniform());
    assertThat(Initializers.named("zeros")).isEqualTo(Constant.ZEROS);
    assertThat(Initializers.named("{\"type\": \"constant\", \"value\": 2}"))
        .isEqualTo(new Constant(2));
  }

  @Test
  void anUnknownNameGivesThoseThatAreNear() {
    assertThatThrownBy(() -> Initializers.named("orthogonale"))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("did you mean 'orthogonal'");
  }
}
