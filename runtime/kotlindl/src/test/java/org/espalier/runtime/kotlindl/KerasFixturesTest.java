package org.espalier.runtime.kotlindl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of real Keras predict what Keras predicted. */
class KerasFixturesTest {
  private static final double TOLERANCE = 1e-4;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"convnet", "residual", "shared"})
  void everyFormatPredictsWhatKerasPredicts(String name) {
    Path examples = Fixture.file(folder, "keras/" + name + "/examples.json");
    Path json = Fixture.file(folder, "keras/" + name + "/model.json");
    Path archive = Fixture.file(folder, "keras/" + name + "/model.keras");
    Path weights = Fixture.file(folder, "keras/" + name + "/model.weights.h5");
    Path legacy = Fixture.file(folder, "keras/" + name + "/legacy.h5");

    Snapshot ofArchive = Keras.snapshot(archive);
    double difference = Fixture.difference(examples, ofArchive);
    System.out.println("keras/" + name + " max difference " + difference);

    assertThat(difference).isLessThan(TOLERANCE);
    assertThat(Keras.network(json)).isEqualTo(ofArchive.network());
    assertThat(Keras.network(legacy)).isEqualTo(ofArchive.network());
    assertThat(Keras.snapshot(json, weights).arrays()).isEqualTo(ofArchive.arrays());
    assertThat(Keras.snapshot(legacy).arrays()).isEqualTo(ofArchive.arrays());
    assertThat(Keras.snapshot(json, legacy).arrays()).isEqualTo(ofArchive.arrays());
  }

  @Test
  void weightsOfOtherPrecisionsAreConverted() {
    Path json = Fixture.file(folder, "keras/convnet/model.json");
    Path examples = Fixture.file(folder, "keras/convnet/examples.json");
    Path wide = Fixture.file(folder, "keras/convnet/float64.weights.h5");
    Path narrow = Fixture.file(folder, "keras/convnet/float16.weights.h5");

    Snapshot exact = Keras.snapshot(Fixture.file(folder, "keras/convnet/model.keras"));

    assertThat(Keras.snapshot(json, wide).arrays()).isEqualTo(exact.arrays());
    Snapshot rounded = Keras.snapshot(json, narrow);
    Tensor kernel = rounded.array("convnet/classes/kernel");
    assertThat(kernel.dtype()).isEqualTo(DType.FLOAT32);
    assertThat(kernel.toFloats()[0])
        .isCloseTo(exact.array("convnet/classes/kernel").toFloats()[0], within(1e-3f));
    assertThat(Fixture.difference(examples, rounded)).isBetween(1e-7, 1e-2);
  }
}
