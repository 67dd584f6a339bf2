package org.espalier.runtime.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Momentum;
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
import org.junit.jupiter.api.Test;

/** SET on MNIST: the sheet's accuracy and degrees; needs the data under ESPALIER_DATA. */
@Tag("heavy")
class SparseMnistTest {
  private static final int EPOCHS = 10;
  private static final String KERNEL = "mlp/dense1/kernel";

  private static Network mlp() {
    return Network.named("mlp")
        .init(new HeNormal())
        .image(28, 28, 1)
        .flatten()
        .dense(600, new Relu())
        .dense(600, new Relu())
        .dense(600, new Relu())
        .dense(10)
        .build();
  }

  private static TrainTest mnist() {
    String told = System.getenv("ESPALIER_DATA");
    Path folder = told == null ? null : Path.of(told).resolve("mnist");
    assumeTrue(
        folder != null && Files.isDirectory(folder),
        "no MNIST: set ESPALIER_DATA to a folder that has it in mnist/");
    return Mnist.load(folder);
  }

  private static Snapshot trained(Network network, TrainTest data, Fit fit, double[] accuracy) {
    CosineDecay rate = new CosineDecay(0.1, EPOCHS * 600L);
    Training training = Training.classification().seed(1).optimizer(new Momentum(rate, 0.9, false));
    try (Model model = Espalier.compile(network, training)) {
      model.fit(data.train(), fit.batch(100));
      accuracy[0] = model.evaluate(data.test()).get("accuracy");
      return model.snapshot();
    }
  }

  @Test
  void fiveOfAHundredLinksComeWithinAHundredthOfDense() {
    TrainTest data = mnist();
    double[] dense = new double[1];
    double[] sparse = new double[1];
    trained(mlp(), data, Fit.epochs(EPOCHS), dense);
    Network start = Sparsity.erdosRenyi(0.05).on(mlp());
    ScheduledPass set = new ScheduledPass(1, new SparseEvolution(0.3)).until(EPOCHS - 1);
    Snapshot after = trained(start, data, Fit.epochs(EPOCHS).pass(set), sparse);
    assertThat(sparse[0]).isCloseTo(dense[0], within(0.01));
    Training training = Training.classification().seed(1);
    double before = degreeVariance(Links.of(Snapshot.initial(start, training), KERNEL));
    assertThat(degreeVariance(Links.of(after, KERNEL))).isGreaterThan(before);
  }

  /** Of the number of links that lead to a unit. */
  private static double degreeVariance(Links links) {
    int out = (int) links.shape().last().size();
    double[] degrees = new double[out];
    for (int place : links.places()) degrees[place % out]++;
    double mean = Arrays.stream(degrees).average().orElseThrow();
    return Arrays.stream(degrees).map(d -> (d - mean) * (d - mean)).average().orElseThrow();
  }
}
