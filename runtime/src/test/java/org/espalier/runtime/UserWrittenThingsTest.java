package org.espalier.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.layer.UnaryLayer;
import org.espalier.dsl.loss.SparseSoftmaxCrossEntropy;
import org.espalier.dsl.metric.Accuracy;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.op.Nn;
import org.espalier.dsl.op.Rand;
import org.espalier.dsl.optimizer.Adam;
import org.espalier.dsl.optimizer.Momentum;
import org.espalier.dsl.optimizer.Optimizer;
import org.espalier.dsl.optimizer.Slots;
import org.espalier.dsl.parametrization.Parametrization;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Driver;
import org.espalier.dsl.step.StepBuilder;
import org.espalier.dsl.step.StepProgram;
import org.espalier.dsl.step.Supervised;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.Edit;
import org.espalier.dsl.structure.Evidence;
import org.espalier.dsl.structure.Plan;
import org.espalier.dsl.structure.StructurePass;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.data.Columns;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.Fit;
import org.espalier.runtime.fit.History;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything a user may add, added here and nowhere else: each one trains, is checkpointed, and
 * goes on from the file to the same bits as without a stop.
 */
class UserWrittenThingsTest {
  /** x·σ(slope·x) with a slope that is trained. */
  record TrainedSwish() implements Activation {
    @Override
    public Expr call(Expr x, Context context) {
      Expr slope = context.param("slope", Shape.SCALAR, Constant.ONES);
      return x.times(x.times(slope).sigmoid());
    }
  }

  /** Subtracts a running mean, and counts the batches it saw. */
  record Centred(double momentum) implements UnaryLayer {
    @Override
    public Expr call(Expr x, Context context) {
      Shape features = Shape.of(x.shape().last());
      Expr mean = context.state("mean", features, Constant.ZEROS);
      if (!context.training()) return x.minus(mean);
      Expr next = mean.times(momentum).plus(x.mean(0).times(1 - momentum)).stopGradient();
      context.update("mean", next);
      return x.minus(next);
    }
  }

  /** The sign of a weight times the mean magnitude, straight through for the gradient. */
  record OneBit() implements Parametrization {
    @Override
    public Expr effective(Supplier<Expr> stored, Shape shape, Context context) {
      return Nn.straightThrough(
          stored.get(),
          w -> w.ge(0).where(w.onesLike(), w.onesLike().unaryMinus()).times(w.abs().mean()));
    }
  }

  /** Gradient descent that trembles. */
  record NoisySgd(double rate, double noise) implements Optimizer {
    @Override
    public Expr update(Expr weight, Expr gradient, Slots slots) {
      Expr tremble = Rand.normal(slots.key("noise"), weight.shape(), weight.dtype());
      return weight.minus(gradient.times(rate)).plus(tremble.times(noise));
    }
  }

  /** Two networks against each other, each with its own optimizer. */
  record Gan(Optimizer critic, Optimizer generator) implements StepProgram {
    @Override
    public void describe(StepBuilder step) {
      step.training(
          "critic",
          p -> {
            Expr real = p.call("discriminator", p.input("real"));
            Expr fake = p.call("discriminator", p.call("generator", noise(p.key("z"))));
            Expr loss = real.unaryMinus().softplus().mean().plus(fake.softplus().mean());
            p.minimize(loss, "gan/discriminator", critic);
            p.output("loss", loss);
          });
      step.training(
          "generator",
          p -> {
            p.input("real");
            Expr fake = p.call("discriminator", p.call("generator", noise(p.key("z"))));
            Expr loss = fake.unaryMinus().softplus().mean();
            p.minimize(loss, "gan/generator", generator);
            p.output("generatorLoss", loss);
          });
    }

    private static Expr noise(Expr key) {
      return Rand.normal(key, Shape.of(InputSpec.BATCH).concat(Shape.of(4)), DType.FLOAT32);
    }

    @Override
    public Map<String, Double> drive(Driver driver) {
      Map<String, Double> all = new HashMap<>(driver.run("critic"));
      all.putAll(driver.run("generator"));
      return all;
    }
  }

  /** Keeps a random change of the weights when it lowers the loss; no gradient anywhere. */
  record HillClimbing(double sigma) implements StepProgram {
    @Override
    public void describe(StepBuilder step) {
      step.inference(
          "loss",
          p -> {
            Expr logits = p.call().get(p.network().outputs().get(0));
            SparseSoftmaxCrossEntropy loss = new SparseSoftmaxCrossEntropy();
            Expr target = p.input("target", loss.target(logits.type()));
            p.output("loss", loss.perExample(logits, target).mean());
          });
    }

    @Override
    public Map<String, Double> drive(Driver driver) {
      double before = driver.run("loss").get("loss");
      RandomSource random = driver.random("change");
      Map<String, Tensor> old = new HashMap<>();
      Map<String, Tensor> changed = new HashMap<>();
      for (String path : driver.weights("")) {
        Tensor w = driver.read(path);
        old.put(path, w);
        changed.put(
            path, Tensor.of(w.dtype(), w.toNd().map(v -> v + sigma * random.nextGaussian())));
      }
      driver.write(changed);
      double after = driver.run("loss").get("loss");
      if (after > before) driver.write(old);
      return Map.of("loss", Math.min(before, after));
    }
  }

  /** Halves the weight of largest magnitude in every kernel. */
  record TameTheStrongest() implements StructurePass {
    record Halve(String path, int place) implements Edit {
      @Override
      public Snapshot apply(Snapshot snapshot) {
        Nd w = snapshot.array(path).toNd();
        w.data()[place] /= 2;
        return snapshot.with(Map.of(path, Tensor.of(snapshot.array(path).dtype(), w)));
      }

      @Override
      public List<String> row() {
        return List.of(path, "0", "0", "1", "0");
      }
    }

    @Override
    public Plan plan(Snapshot snapshot, Evidence evidence) {
      List<Edit> edits = new ArrayList<>();
      snapshot
          .arrays()
          .forEach(
              (path, tensor) -> {
                if (!path.endsWith("/kernel")) return;
                double[] w = tensor.toNd().data();
                int best = 0;
                for (int i = 0; i < w.length; i++) if (Math.abs(w[i]) > Math.abs(w[best])) best = i;
                edits.add(new Halve(path, best));
              });
      return new Plan("tame the strongest", edits);
    }
  }

  private static final Json JSON =
      Json.standard()
          .with(
              TrainedSwish.class,
              Centred.class,
              OneBit.class,
              NoisySgd.class,
              Gan.class,
              HillClimbing.class);

  @TempDir Path folder;

  private static Dataset clouds() {
    RandomSource random = RandomSource.of(3, "clouds");
    float[][] x = new float[300][2];
    int[] labels = new int[300];
    for (int i = 0; i < x.length; i++) {
      labels[i] = i % 3;
      double angle = 2 * Math.PI * labels[i] / 3;
      x[i][0] = (float) (2 * Math.cos(angle) + 0.4 * random.nextGaussian());
      x[i][1] = (float) (2 * Math.sin(angle) + 0.4 * random.nextGaussian());
    }
    return Dataset.of(x, labels);
  }

  private static Network network(String name) {
    return Network.named(name).vector(2).dense(16, new Relu()).dense(3).build();
  }

  private static Training supervised(Optimizer optimizer) {
    return Training.of(new Supervised(new SparseSoftmaxCrossEntropy(), optimizer, new Accuracy()));
  }

  /** Trains in one go and with a stop in the middle; gives the history of the whole. */
  private History trainsAndResumes(Network network, Training training, Dataset data, Fit fit) {
    String whole;
    History history;
    try (Model model = Espalier.compile(network, training)) {
      history = model.fit(data, fit);
      whole = model.weightsSha256();
      assertThat(whole).isNotEqualTo(Snapshot.initial(network, training).weightsSha256());
    }
    Path file = folder.resolve(network.name() + ".espalier");
    Fit half =
        new Fit(
            fit.epochs() / 2,
            true,
            fit.batch(),
            fit.shuffle(),
            fit.validation(),
            fit.checkpoint(),
            fit.display(),
            fit.passes(),
            fit.callbacks());
    try (Model model = Espalier.compile(network, training)) {
      model.fit(data, half.checkpoint(file));
    }
    try (Model model = Espalier.open(Snapshot.load(file, JSON))) {
      model.fit(data, fit);
      assertThat(model.weightsSha256()).isEqualTo(whole);
    }
    return history;
  }

  private static void learned(History history, double accuracy) {
    assertThat(history.last().metric("accuracy")).isGreaterThan(accuracy);
  }

  @Test
  void anActivationWithATrainableParameter() {
    Network network =
        Network.named("swish").vector(2).dense(16, new TrainedSwish()).dense(3).build();
    learned(trainsAndResumes(network, supervised(new Adam(0.01)), clouds(), fit(8)), 0.95);
    Snapshot start = Snapshot.initial(network, supervised(new Adam(0.01)));
    assertThat(start.arrays()).containsKey("swish/dense1/activation/slope");
  }

  @Test
  void aLayerWithState() {
    Network network =
        Network.named("centred")
            .vector(2)
            .layer(new Centred(0.9))
            .dense(16, new Relu())
            .dense(3)
            .build();
    learned(trainsAndResumes(network, supervised(new Adam(0.01)), clouds(), fit(8)), 0.95);
  }

  @Test
  void aParametrizationToOneBit() {
    Network network = network("bits").parametrize("dense1/kernel", new OneBit());
    learned(trainsAndResumes(network, supervised(new Momentum(0.05)), clouds(), fit(8)), 0.9);
  }

  @Test
  void anOptimizerWithGaussianNoise() {
    learned(
        trainsAndResumes(network("noisy"), supervised(new NoisySgd(0.1, 1e-3)), clouds(), fit(10)),
        0.9);
  }

  @Test
  void aGanStepWithTwoOptimizers() {
    Network generator = Network.named("g").vector(4).dense(16, new Relu()).dense(2).build();
    Network critic = Network.named("d").vector(2).dense(16, new Relu()).dense(1).build();
    Network gan =
        new Network(
            "gan",
            List.of(InputSpec.of("noise", 4), InputSpec.of("real", 2)),
            List.of(
                new Step("generator", new Block(generator), List.of("noise")),
                new Step("discriminator", new Block(critic), List.of("real"))),
            List.of("generator"));
    float[] ring = new float[512];
    RandomSource random = RandomSource.of(5, "ring");
    for (int i = 0; i < ring.length; i++) ring[i] = (float) (3 + 0.1 * random.nextGaussian());
    Dataset real = Dataset.builder("ring").input("real", Columns.floats(ring, 2)).build();
    Training training = Training.of(new Gan(new Adam(2e-3), new Adam(2e-3)));
    trainsAndResumes(gan, training, real, fit(4));

    try (Model model = Espalier.compile(gan, training)) {
      Dataset noise =
          Dataset.builder("noise")
              .input("noise", Columns.floats(new float[] {1, 0, -1, 0, 0, 1, 0, -1}, 4))
              .build();
      double before = distance(model.predict(noise));
      model.fit(real, fit(40));
      assertThat(distance(model.predict(noise))).isLessThan(before / 2);
    }
  }

  private static double distance(float[][] points) {
    double sum = 0;
    for (float[] p : points) sum += Math.hypot(p[0] - 3, p[1] - 3);
    return sum / points.length;
  }

  @Test
  void aTrainerThatUsesNoGradient() {
    History history =
        trainsAndResumes(network("climb"), Training.of(new HillClimbing(0.05)), clouds(), fit(30));
    double[] loss = history.series("loss");
    assertThat(loss[loss.length - 1]).isLessThan(loss[0] * 0.7);
  }

  @Test
  void aPassOnASchedule() {
    learned(
        trainsAndResumes(
            network("tamed"),
            supervised(new Adam(0.01)),
            clouds(),
            fit(8).pass(2, new TameTheStrongest())),
        0.95);
  }

  private static Fit fit(int epochs) {
    return Fit.untilEpoch(epochs).batch(32);
  }
}
