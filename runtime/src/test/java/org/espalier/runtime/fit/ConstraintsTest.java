package org.espalier.runtime.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Pfplus;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Adam;
import org.espalier.dsl.optimizer.AdamW;
import org.espalier.dsl.optimizer.Momentum;
import org.espalier.dsl.optimizer.Optimizer;
import org.espalier.dsl.optimizer.Sgd;
import org.espalier.dsl.parametrization.MaxNorm;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Constraints hold after every step of every optimizer. */
class ConstraintsTest {
  private static final float[][] X = {{1, 2, -1}, {-2, 1, 0.5f}, {0.5f, -1, 2}, {1, 1, 1}};
  private static final float[][] FAR = {{9, -1}, {-7, 2}, {4, 0}, {8, 1}};

  static Stream<Optimizer> optimizers() {
    return Stream.of(new Sgd(0.1), new Momentum(0.1), new Adam(0.1), new AdamW(0.1));
  }

  private static Snapshot trained(Network network, Optimizer optimizer, int steps) {
    Training training = Training.regression().optimizer(optimizer);
    try (Model model = Espalier.compile(network, training)) {
      model.fit(Dataset.of(X, FAR), Fit.epochs(steps).batch(4).inOrder());
      return model.snapshot();
    }
  }

  private static Network linear() {
    return Network.named("net").vector(3).dense(2).build();
  }

  /** Norms of the columns of the kernel [3, 2]. */
  private static double[] norms(Snapshot s) {
    double[] w = s.array("net/dense1/kernel").toNd().data();
    return new double[] {
      Math.hypot(Math.hypot(w[0], w[2]), w[4]), Math.hypot(Math.hypot(w[1], w[3]), w[5])
    };
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void normsStayBelowTheRadius(Optimizer optimizer) {
    Network bound = linear().parametrize("**/kernel", new MaxNorm(1.5));
    assertThat(norms(trained(linear(), optimizer, 40))[0]).isGreaterThan(2);
    assertThat(norms(trained(bound, optimizer, 40))).allMatch(norm -> norm <= 1.5 + 1e-6);
    assertThat(norms(trained(bound, optimizer, 40))[0]).isCloseTo(1.5, within(1e-3));
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void oneStepIsTheFreeStepPutBack(Optimizer optimizer) {
    double radius = 0.3;
    Snapshot free = trained(linear(), optimizer, 1);
    Snapshot bound = trained(linear().parametrize("**/kernel", new MaxNorm(radius)), optimizer, 1);
    double[] expected = free.array("net/dense1/kernel").toNd().data().clone();
    double[] norms = norms(free);
    for (int i = 0; i < 6; i++) expected[i] *= Math.min(1, radius / norms[i % 2]);
    assertThat(bound.array("net/dense1/kernel").toNd().data())
        .containsExactly(expected, within(1e-6));
    assertThat(bound.array("net/dense1/bias")).isEqualTo(free.array("net/dense1/bias"));
  }

  /** Targets far below −1, which only a negative μ or a smaller one can reach. */
  @Test
  void anActivationsParametersStayInTheirRange() {
    Network net =
        Network.named("net").vector(3).dense(new Dense(2, new Pfplus().trainable())).build();
    Snapshot s = trained(net, new Adam(0.3), 60);
    for (String name : new String[] {"lambda", "mu"}) {
      double[] found = s.array("net/dense1/activation/" + name).toNd().data();
      assertThat(Arrays.stream(found)).allMatch(v -> v >= 0 && v != 1);
    }
  }
}
