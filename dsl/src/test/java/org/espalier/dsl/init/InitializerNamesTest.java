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

  @Test
  void initializersAreComposedWithPlus() {
    assertThat(Initializers.named("he+rewired")).isEqualTo(new HeNormal().rewired());
    assertThat(Initializers.named("Orthogonal + stabilised + rewired"))
        .isEqualTo(new Orthogonal().stabilised(100).rewired());
    assertThat(Initializers.named("{\"type\": \"normal\", \"mean\": 0, \"stddev\": 1e+0}+rewired"))
        .isEqualTo(new Normal(0, 1).rewired());
  }

  @Test
  void whatCannotBeComposedIsNamedWithWhatCan() {
    assertThatThrownBy(() -> Initializers.named("he+rewird"))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("did you mean 'rewired'")
        .hasMessageContaining("[rewired, stabilised]");
    assertThatThrownBy(() -> Initializers.named("rewired+he"))
        .hasMessageContaining("'rewired' changes another initializer")
        .hasMessageContaining("he+rewired");
    assertThatThrownBy(() -> Initializers.named("he+")).hasMessageContaining("no ''");
    assertThatThrownBy(() -> Initializers.named("hee+rewired"))
        .hasMessageContaining("no initializer 'hee'");
  }
}
