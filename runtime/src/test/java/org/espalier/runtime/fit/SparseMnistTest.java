package org.espalier.runtime.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Momentum;
import org.espalier.dsl.schedule.ConstantRate;
import org.espalier.dsl.schedule.CosineDecay;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.Links;
import org.espalier.dsl.structure.SparseEvolution;
import org.espalier.dsl.structure.Sparsity;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Mnist;
import org.espalier.runtime.data.TrainTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SET on MNIST: accuracy and degrees as the sheet has them; needs the data. */
@Tag("heavy")
class SparseMnistTest {
  private static final int EPOCHS = 10;

  private static Network mlp(int width) {
    return Network.named("mlp")
        .init(new HeNormal())
        .image(28, 28, 1)
        .flatten()
        .dense(width, new Relu())
        .dense(width, new Relu())
        .dense(width, new Relu())
        .dense(10)
        .build();
  }

  private static TrainTest mnist() {
    Path folder = Path.of(System.getProperty("espalier.data", "../../shared/data"), "mnist");
    assumeTrue(
        Files.isDirectory(folder),
        "no MNIST in " + folder + ": set ESPALIER_DATA to run this test");
    return Mnist.load(folder);
  }

  private static double accuracy(Network network, long seed, TrainTest data, Fit fit) {
    CosineDecay rate = new CosineDecay(0.1, EPOCHS * 600L);
    Momentum momentum = new Momentum(rate, 0.9, false);
    Training training = Training.classification().seed(seed).optimizer(momentum);
    try (Model model = Espalier.compile(network, training)) {
      model.fit(data.train(), fit.batch(100));
      return model.evaluate(data.test()).get("accuracy");
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void fiveOfAHundredLinksComeWithinAHundredthOfDense(long seed) {
    TrainTest data = mnist();
    double dense = accuracy(mlp(600), seed, data, Fit.epochs(EPOCHS));
    ScheduledPass set = new ScheduledPass(1, new SparseEvolution(0.3)).until(EPOCHS - 1);
    Network start = Sparsity.erdosRenyi(0.05).on(mlp(600));
    double sparse = accuracy(start, seed, data, Fit.epochs(EPOCHS).pass(set));
    System.out.printf("seed %d: dense %.4f, five in a hundred %.4f%n", seed, dense, sparse);
    assertThat(dense).isGreaterThan(0.97);
    assertThat(sparse).isGreaterThan(dense - 0.01);
  }

  /**
   * A hidden unit's degree is the number of its links on both sides: units whose links last on one
   * side keep those on the other. Links of one side alone are less clear a case, and the variance
   * rises slowly, by a fifth here, so that it is looked at over the last ten of thirty epochs.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void hiddenDegreesEndLessEvenThanTheyBegan(long seed) {
    Momentum momentum = new Momentum(new ConstantRate(0.05), 0.9, false);
    Training training = Training.classification().seed(seed).optimizer(momentum);
    List<Double> variances = new ArrayList<>();
    Callback look =
        new Callback() {
          @Override
          public Next epoch(Epoch epoch, Model model) {
            if (epoch.number() > 20) variances.add(degreeVariance(model.snapshot()));
            return Next.CONTINUE;
          }
        };
    Fit fit = Fit.epochs(30).batch(100).callback(look).pass(1, new SparseEvolution(0.3));
    try (Model model = Espalier.compile(Sparsity.erdosRenyi(0.05).on(mlp(300)), training)) {
      double start = degreeVariance(model.snapshot());
      model.fit(mnist().train().take(20_000), fit);
      double end = variances.stream().mapToDouble(v -> v).average().orElseThrow();
      System.out.printf("seed %d: degree variance %.1f at the start, %.1f%n", seed, start, end);
      assertThat(end).isGreaterThan(1.1 * start);
    }
  }

  /** Mean over the hidden layers whose units have masks on both sides. */
  private static double degreeVariance(Snapshot snapshot) {
    double sum = 0;
    for (int layer = 1; layer < 3; layer++) {
      Links before = Links.of(snapshot, "mlp/dense" + layer + "/kernel");
      Links after = Links.of(snapshot, "mlp/dense" + (layer + 1) + "/kernel");
      double[] degrees = new double[300];
      for (int place : before.places()) degrees[place % 300]++;
      for (int place : after.places()) degrees[place / 300]++;
      double mean = Arrays.stream(degrees).average().orElseThrow();
      sum += Arrays.stream(degrees).map(d -> (d - mean) * (d - mean)).average().orElseThrow();
    }
    return sum / 2;
  }
}
