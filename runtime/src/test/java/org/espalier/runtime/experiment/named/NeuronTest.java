package org.espalier.runtime.experiment.named;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.espalier.dsl.activation.Ada;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.init.HeNormal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeuronTest {
  @ParameterizedTest
  @EnumSource
  void kindsHaveEquallyManyParameters(SmallNet kind) {
    long relu = Neuron.of(new Relu()).network(kind, 64).summary().parameters();
    assertThat(kind.network(new HeNormal(), 1).summary().parameters()).isEqualTo(relu);
    for (Neuron other : new Neuron[] {Neuron.pyNada(new Ada()), Neuron.dendriteGated()}) {
      assertThat(other.network(kind, 64).summary().parameters())
          .isCloseTo(relu, withinPercentage(2));
    }
  }
}
