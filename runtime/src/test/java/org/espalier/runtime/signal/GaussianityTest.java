package org.espalier.runtime.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.espalier.dsl.activation.Formula;
import org.espalier.dsl.activation.GaussianPair;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.init.LeCunNormal;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.network.Network;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.junit.jupiter.api.Test;

class GaussianityTest {
  private static final int WIDTH = 16;

  private static Network two(Formula activation, Initializer init) {
    Dense first = new Dense(3).withoutBias().withKernel(new LeCunNormal());
    return Network.named("two")
        .vector(WIDTH)
        .dense("z1", first)
        .activation(activation)
        .dense("z2", new Dense(64).withoutBias())
        .init(init)
        .build();
  }

  private static Gaussianity of(Network network, List<String> steps) {
    float[][] ones = new float[2][WIDTH];
    for (float[] row : ones) Arrays.fill(row, 1);
    Dataset examples = Dataset.of(ones, new int[2]);
    return Gaussianity.of(network, steps, 0, 400, examples, Compute.standard());
  }

  /** Three units feed the second layer, too few for a central limit. */
  @Test
  void aGaussianPairStaysNormalWhereReluDoesNot() {
    GaussianPair pair = new GaussianPair(5);
    List<String> both = List.of("z1", "z2");
    Gaussianity.Row matched = of(two(pair.activation(), pair.initializer()), both).rows().get(1);
    Gaussianity relu = of(two(new Relu(), new HeNormal()), both);
    assertThat(relu.rows().get(0).distance()).isLessThan(0.05);
    assertThat(matched.distance()).isLessThan(0.05);
    assertThat(relu.rows().get(1).shape()).isGreaterThan(2 * matched.shape());
    assertThat(relu.toString()).contains("z2").contains("shape");
  }

  @Test
  void anUnknownStepIsNamedWithThoseThereAre() {
    assertThatThrownBy(() -> of(two(new Relu(), new HeNormal()), List.of("z3")))
        .hasMessageContaining("no step 'z3'")
        .hasMessageContaining("z2");
  }
}
