package org.espalier.dsl.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Summary;
import org.espalier.dsl.tensor.Shape;
import org.junit.jupiter.api.Test;

class ZooTest {
  private static final Shape DIGIT = Shape.of(28, 28, 1);

  @Test
  void everyArchitectureMakesLogitsAndKeepsItsJson() {
    assertThat(Zoo.all()).extracting(Architecture::name).containsExactly("cnn", "lenet5", "mlp");
    for (Architecture a : Zoo.all()) {
      Network network = a.describe(DIGIT, 10);

      assertThat(network.name()).isEqualTo(a.name());
      assertThat(network.summary().shape(network.outputs().get(0)).toString())
          .isEqualTo("[batch, 10]");
      assertThat(Json.standard().read(Json.standard().text(network), Network.class))
          .isEqualTo(network);
    }
  }

  @Test
  void parametersAreThoseOfTheLiterature() {
    assertThat(Zoo.named("lenet5").describe(DIGIT, 10).summary().parameters()).isEqualTo(61_706);
    assertThat(Zoo.named("mlp").describe(DIGIT, 10).summary().parameters())
        .isEqualTo(784 * 512 + 512 + 512 * 512 + 512 + 512 * 10 + 10);
  }

  @Test
  void theMlpTakesAnyShape() {
    for (Shape example : new Shape[] {Shape.of(6), Shape.of(3, 2), Shape.of(1, 2, 3)}) {
      Summary mlp = Zoo.named("MLP").describe(example, 2).summary();

      assertThat(mlp.parameters()).isEqualTo(6 * 512 + 512 + 512 * 512 + 512 + 512 * 2 + 2);
    }
  }

  @Test
  void anUnknownNameGivesThoseThatAreNear() {
    assertThatThrownBy(() -> Zoo.named("lenet"))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("no network 'lenet'; did you mean 'lenet5'")
        .hasMessageContaining("[cnn, lenet5, mlp]");
  }

  @Test
  void anImageNetworkRefusesVectors() {
    assertThatThrownBy(() -> Zoo.named("cnn").describe(Shape.of(784), 10))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessage("network 'cnn' needs examples [height, width, channels] but receives [784].");
  }
}
