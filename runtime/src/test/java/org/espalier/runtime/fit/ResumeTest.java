package org.espalier.runtime.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.init.Hypercore;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Adam;
import org.espalier.dsl.optimizer.AdamW;
import org.espalier.dsl.optimizer.Momentum;
import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.schedule.ConstantRate;
import org.espalier.dsl.schedule.CosineDecay;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.GradientGrowth;
import org.espalier.dsl.structure.GradualPruning;
import org.espalier.dsl.structure.MagnitudePruning;
import org.espalier.dsl.structure.Restart;
import org.espalier.dsl.structure.SparseEvolution;
import org.espalier.dsl.structure.Sparsity;
import org.espalier.dsl.tensor.DType;
import org.espalier.runtime.Clouds;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.OtherJvm;
import org.espalier.runtime.data.Dataset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Training that stops after any epoch and goes on from its file ends in the very same bits. */
class ResumeTest {
  private static final int EPOCHS = 5;
  private static final int BATCH = 32;

  /** What is trained, and how. */
  record Case(String name, Network network, Training training, Fit fit) {
    @Override
    public String toString() {
      return name;
    }
  }

  @TempDir Path folder;

  private static final Dataset DATA = Clouds.data();

  private static Training training() {
    return Training.classification().seed(0);
  }

  private static Network dropped() {
    return Network.named("net")
        .vector(2)
        .dense(16, new Relu())
        .dropout(0.3)
        .dense(16, new Relu())
        .batchNorm()
        .dense(3)
        .build();
  }

  private static Network convolutional() {
    var builder = Network.named("cnn");
    return builder
        .vector(2)
        .dense(16)
        .then("picture", new org.espalier.dsl.layer.ReshapeTo(4, 4, 1))
        .then("conv", new org.espalier.dsl.layer.Conv2d(4, 3, new Relu()))
        .then("norm", new org.espalier.dsl.layer.BatchNorm())
        .then("pool", new org.espalier.dsl.layer.MaxPool2d(2))
        .then("drop", new org.espalier.dsl.layer.Dropout(0.25))
        .then("flat", new org.espalier.dsl.layer.Flatten())
        .then("out", new org.espalier.dsl.layer.Dense(3))
        .build();
  }

  private static Network sparse() {
    return Sparsity.erdosRenyi(0.5).on(dropped());
  }

  private static Network byLinks() {
    return dropped()
        .parametrize("dense1/kernel", new Linked(0.6))
        .parametrize("dense2/kernel", new Linked(0.3));
  }

  private static Fit fit() {
    return Fit.untilEpoch(EPOCHS).batch(BATCH);
  }

  static Stream<Case> cases() {
    CosineDecay cosine = new CosineDecay(0.02, 45, 5, 0.1);
    AdamW decayed = new AdamW(new Adam(cosine), 0.01);
    return Stream.of(
        new Case("momentum", Clouds.network(), training().optimizer(new Momentum(0.05)), fit()),
        new Case("adam, in order", Clouds.network(), training(), fit().inOrder()),
        new Case("adamW, cosine, dropout", dropped(), training().optimizer(decayed), fit()),
        new Case(
            "convolution, nesterov",
            convolutional(),
            training().optimizer(new Momentum(new ConstantRate(0.02), 0.9, true)),
            fit().batch(128)),
        new Case(
            "pruned",
            dropped(),
            training().optimizer(new Adam(0.01)),
            fit().pass(2, new MagnitudePruning(0.5)).pass(3, new MagnitudePruning(0.3))),
        new Case(
            "evolved",
            sparse(),
            training().optimizer(new Momentum(0.05)),
            fit().pass(new ScheduledPass(1, new SparseEvolution(0.3)).until(EPOCHS - 1))),
        new Case(
            "grown by gradients between steps",
            sparse(),
            training().optimizer(new Adam(0.01)),
            fit().passEverySteps(7, new GradientGrowth(0.4, 6, 2, false))),
        new Case(
            "pruned between steps",
            dropped(),
            training().optimizer(new Adam(0.01)),
            fit().passEverySteps(13, new GradualPruning(0.3, 3))),
        new Case(
            "restarted once",
            dropped(),
            training(),
            fit().passOnce(2, new Restart(new Hypercore()))),
        new Case(
            "evolved by its links",
            byLinks(),
            training().optimizer(new Momentum(0.05)),
            fit().pass(new ScheduledPass(1, new SparseEvolution(0.3)).until(EPOCHS - 1))),
        new Case(
            "grown by gradients by its links between steps",
            byLinks(),
            training().optimizer(new Adam(0.01)),
            fit().passEverySteps(7, new GradientGrowth(0.4, 6, 2, false))),
        new Case(
            "double precision",
            Network.named("wide")
                .dtype(DType.FLOAT64)
                .vector(2)
                .dense(8, new Relu())
                .dense(3)
                .build(),
            training().optimizer(decayed),
            fit()));
  }

  private static Fit until(Fit fit, int epochs) {
    return new Fit(
        epochs,
        true,
        fit.batch(),
        fit.shuffle(),
        fit.validation(),
        fit.checkpoint(),
        fit.display(),
        fit.passes(),
        fit.callbacks());
  }

  private static Snapshot trained(Model model, Fit fit) {
    model.fit(DATA, fit);
    return model.snapshot();
  }

  private static Snapshot whole(Case c, Fit fit) {
    try (Model model = Espalier.compile(c.network, c.training)) {
      return trained(model, fit);
    }
  }

  private static void equal(Snapshot found, Snapshot expected) {
    assertThat(found.arrays()).isEqualTo(expected.arrays());
    assertThat(found.progress()).isEqualTo(expected.progress());
    assertThat(found.network()).isEqualTo(expected.network());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anyStopChangesNothing(Case c) {
    Snapshot expected = whole(c, c.fit);
    assertThat(expected.progress().epochs()).isEqualTo(EPOCHS);
    equal(whole(c, c.fit), expected);
    for (int k = 1; k < EPOCHS; k++) {
      Path file = folder.resolve(k + ".espalier");
      Snapshot half = whole(c, until(c.fit, k).checkpoint(file));
      equal(Snapshot.load(file), half);
      try (Model model = Espalier.open(Snapshot.load(file))) {
        equal(trained(model, c.fit), expected);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void lookingChangesNothing(Case c) {
    Callback look =
        new Callback() {
          @Override
          public void step(long step, Map<String, Double> metrics) {
            if (step % 7 == 0) metrics.keySet().forEach(name -> assertThat(name).isNotBlank());
          }

          @Override
          public Next epoch(Epoch epoch, Model model) {
            model.evaluate(DATA);
            model.predict(Clouds.points());
            String last = model.network().outputs().get(0);
            assertThat(model.tap(last).predict(DATA)).hasNumberOfRows(DATA.size());
            model.snapshot();
            return Next.CONTINUE;
          }
        };
    Snapshot expected = whole(c, c.fit);
    Snapshot looked = whole(c, c.fit.validation(DATA).callback(look));
    assertThat(looked.arrays()).isEqualTo(expected.arrays());
    assertThat(looked.progress().history().get(0)).containsKey("validation/loss");
  }

  @Test
  void orderAndSeedMatter() {
    Case c = cases().findFirst().orElseThrow();
    Snapshot expected = whole(c, c.fit);
    assertThat(whole(c, c.fit.inOrder()).arrays()).isNotEqualTo(expected.arrays());
    Case other = new Case("", c.network, c.training.seed(1), c.fit);
    assertThat(whole(other, c.fit).arrays()).isNotEqualTo(expected.arrays());
  }

  @Test
  void anotherJvmGetsTheSameBits() {
    List<String> here = new ArrayList<>();
    cases().forEach(c -> here.add(fingerprint(whole(c, c.fit))));
    assertThat(OtherJvm.run(Trains.class)).isEqualTo(here);
  }

  private static String fingerprint(Snapshot s) {
    StringBuilder all = new StringBuilder(s.weightsSha256());
    s.arrays().forEach((path, t) -> all.append(' ').append(java.util.Arrays.hashCode(t.sha256())));
    return all.append(' ').append(s.progress().history()).toString();
  }

  /** Trains every case and prints what came out. */
  static final class Trains {
    /** The other JVM. */
    public static void main(String[] args) {
      cases().forEach(c -> System.out.println("=" + fingerprint(whole(c, c.fit))));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 9, 10})
  void killedInTheMiddleItGoesOnFromTheLastEpoch(int which)
      throws IOException, InterruptedException {
    Path file = folder.resolve("killed.espalier");
    Process process = OtherJvm.start(Dies.class, file, which);
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && !line.equals("in the third epoch")) line = lines.readLine();
      assertThat(line).isNotNull();
      process.destroyForcibly().waitFor();
    }
    Case c = cases().skip(which).findFirst().orElseThrow();
    Snapshot left = Snapshot.load(file);
    assertThat(left.progress().epochs()).isEqualTo(2);
    try (Model model = Espalier.open(left)) {
      equal(trained(model, c.fit), whole(c, c.fit));
    }
  }

  /** Trains until it is killed. */
  static final class Dies {
    /** The other JVM: says when it is in its third epoch, and then waits. */
    public static void main(String[] args) {
      Case c = cases().skip(Integer.parseInt(args[1])).findFirst().orElseThrow();
      Callback wait =
          new Callback() {
            @Override
            public void step(long step, Map<String, Double> metrics) {
              if (step < 24) return;
              System.out.println("in the third epoch");
              System.out.flush();
              try {
                System.in.read();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            }
          };
      whole(c, c.fit.checkpoint(Path.of(args[0])).callback(wait));
    }
  }

  @Test
  void aSnapshotOfTheMiddleOfAnEpochCountsItsSteps() {
    List<Snapshot> taken = new ArrayList<>();
    try (Model model = Clouds.model()) {
      Callback take =
          new Callback() {
            @Override
            public void step(long step, Map<String, Double> metrics) {
              if (step == 13) taken.add(model.snapshot());
            }
          };
      model.fit(DATA, Fit.epochs(2).batch(BATCH).callback(take));
    }
    Snapshot middle = taken.get(0);
    assertThat(middle.progress().epochs()).isEqualTo(1);
    assertThat(middle.progress().steps()).isEqualTo(13);
    assertThat(middle.array("@optimizer/count").toNd().item()).isEqualTo(13);
    try (Model model = Espalier.open(middle)) {
      assertThat(model.fit(DATA, Fit.untilEpoch(2).batch(BATCH)).last().number()).isEqualTo(2);
      assertThat(model.progress().steps()).isEqualTo(23);
    }
  }
}
