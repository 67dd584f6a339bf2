package org.espalier.runtime.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.espalier.dsl.activation.Ada;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Adam;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.junit.jupiter.api.Test;

/** One neuron learns what no monotone neuron can. */
class XorTest {
  private static final float[][] X = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  private static final float[][] Y = {{0}, {1}, {1}, {0}};

  private static int right(Dense neuron, long seed) {
    Network one = Network.named("xor").vector(2).dense(neuron).build();
    Training training = Training.regression().optimizer(new Adam(0.1)).seed(seed);
    try (Model model = Espalier.compile(one, training)) {
      model.fit(Dataset.of(X, Y), Fit.epochs(200).batch(4));
      float[][] p = model.predict(X);
      int right = 0;
      for (int i = 0; i < 4; i++) if (p[i][0] > 0.5 == Y[i][0] > 0.5) right++;
      return right;
    }
  }

  private static List<Integer> tenSeeds(Dense neuron) {
    return LongStream.range(0, 10).mapToObj(seed -> right(neuron, seed)).toList();
  }

  @Test
  void anAdaNeuronSeparatesXorAndARampCannot() {
    List<Integer> ada = tenSeeds(new Dense(1, new Ada(1, 1, 0).leaky(0.01)));
    System.out.println("XOR " + ada);
    assertThat(ada).contains(4);
    assertThat(tenSeeds(new Dense(1, new Relu()))).doesNotContain(4);
  }
}
