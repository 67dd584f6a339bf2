package org.espalier.runtime.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.init.HeNormal;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.Flatten;
import org.espalier.dsl.layer.ReshapeTo;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.optimizer.Sgd;
import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.structure.Compaction;
import org.espalier.dsl.structure.Edit;
import org.espalier.dsl.structure.LinkedStorage;
import org.espalier.dsl.structure.MaskedStorage;
import org.espalier.dsl.structure.Plan;
import org.espalier.dsl.structure.Shrink;
import org.espalier.dsl.structure.StructurePass;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.Fit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One network behind masks, by its links alone, compacted, and both: outputs and gradients on
 * TensorFlow. A step of plain descent at rate 1 shows the gradient of every array.
 */
class FormsAgreeTest {
  private static final double TOLERANCE = 1e-5;
  private static final int EXAMPLES = 64;
  private static final int FEATURES = 20;
  private static final Compaction COMPACTION = new Compaction(0, 1);

  private static final String MIDDLE = "net/middle/kernel";

  /** Two sizes, as the products of the larger one are computed in parts; and pictures. */
  static Stream<Snapshot> networks() {
    return Stream.of(
        sparse(dense(40), 40, 0.2), sparse(dense(1000), 1000, 0.009), sparse(pictures(), 12, 0.3));
  }

  private static Network dense(int width) {
    return Network.named("net")
        .init(new HeNormal())
        .vector(FEATURES)
        .dense("in", width, new Relu())
        .dense("middle", width, new Relu())
        .dense("out", 4)
        .build();
  }

  private static Network pictures() {
    return Network.named("net")
        .init(new HeNormal())
        .vector(FEATURES)
        .then("picture", new ReshapeTo(5, 4, 1))
        .then("in", new Conv2d(12, 2, new Relu()))
        .then("middle", new Conv2d(12, 2, new Relu()))
        .then("flat", new Flatten())
        .then("out", new Dense(4))
        .build();
  }

  /** Some units never open, and some hear nothing but a bias. */
  private static Snapshot sparse(Network whole, int width, double density) {
    Network net =
        whole
            .parametrize("in/kernel", new Masked(0.6))
            .parametrize("middle/kernel", new Masked(density));
    Training training = Training.classification().seed(5).optimizer(new Sgd(1));
    Snapshot start = Snapshot.initial(net, training);
    Nd mask = start.array(Masked.path(MIDDLE)).toNd();
    Nd kernel = start.array(MIDDLE).toNd();
    for (int i = 0; i < mask.size(); i++) if (i % width % 7 == 3) mask.data()[i] = 0;
    for (int i = 0; i < mask.size(); i++) kernel.data()[i] *= mask.data()[i];
    return start.with(
        Map.of(
            Masked.path(MIDDLE),
            like(start, MIDDLE, mask),
            MIDDLE,
            like(start, MIDDLE, kernel),
            "net/in/bias",
            bias(width, 5),
            "net/middle/bias",
            bias(width, 6)));
  }

  private static Tensor like(Snapshot snapshot, String path, Nd values) {
    return Tensor.of(snapshot.array(path).dtype(), values);
  }

  /** Far below 0 for one unit of so many, 0.1 for the others. */
  private static Tensor bias(int width, int every) {
    float[] values = new float[width];
    for (int j = 0; j < width; j++) values[j] = j % every == 0 ? -50 : 0.1f;
    return Tensor.of(values, width);
  }

  private static float[][] points() {
    RandomSource random = RandomSource.of(2, "points");
    float[][] x = new float[EXAMPLES][FEATURES];
    for (float[] row : x) for (int i = 0; i < FEATURES; i++) row[i] = (float) random.nextUniform();
    return x;
  }

  private static Snapshot applied(StructurePass pass, Snapshot snapshot) {
    return pass.plan(snapshot).apply(snapshot);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void outputsAreTheSame(Snapshot masked) {
    Snapshot linked = applied(new LinkedStorage(1), masked);
    boolean matrix = masked.array(MIDDLE).dims().length == 2;
    assertThat(linked.arrays().containsKey(Linked.path(MIDDLE))).isEqualTo(matrix);
    Snapshot small = applied(COMPACTION, masked);
    assertThat(small.array("net/middle/bias").size())
        .isLessThan(masked.array("net/middle/bias").size());
    Snapshot both = applied(COMPACTION, linked);
    assertThat(both.arrays().containsKey(Linked.path(MIDDLE))).isEqualTo(matrix);
    float[][] expected = logits(masked);
    assertThat(spread(expected)).isGreaterThan(0.1);
    for (Snapshot other : new Snapshot[] {linked, small, both}) {
      float[][] found = logits(other);
      for (int i = 0; i < EXAMPLES; i++) {
        assertThat(found[i]).containsExactly(expected[i], within((float) TOLERANCE));
      }
    }
  }

  private static float[][] logits(Snapshot snapshot) {
    try (Model model = Espalier.open(snapshot)) {
      return model.tap("out").predict(points());
    }
  }

  private static double spread(float[][] values) {
    double[] first = IntStream.range(0, EXAMPLES).mapToDouble(i -> values[i][0]).toArray();
    return Arrays.stream(first).max().orElseThrow() - Arrays.stream(first).min().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsOfLinksAreTheSameWhateverIsStored(Snapshot masked) {
    Map<String, Tensor> expected = gradients(masked);
    Map<String, Tensor> found = gradients(applied(new LinkedStorage(1), masked));
    assertThat(found.keySet()).isEqualTo(expected.keySet());
    assertThat(found.keySet()).hasSize(6);
    found.forEach((path, gradient) -> same(path, gradient, expected.get(path)));
  }

  /** The gradient of each weight; absent links have none. */
  private static Map<String, Tensor> gradients(Snapshot start) {
    int[] labels = IntStream.range(0, EXAMPLES).map(i -> i % 4).toArray();
    Dataset data = Dataset.of(points(), labels);
    Snapshot after;
    try (Model model = Espalier.open(start)) {
      model.fit(data, Fit.epochs(1).batch(EXAMPLES).inOrder());
      after = model.snapshot();
    }
    Snapshot from = applied(new MaskedStorage(), start);
    Snapshot to = applied(new MaskedStorage(), after);
    Map<String, Tensor> gradients = new HashMap<>();
    from.arrays()
        .forEach(
            (path, had) -> {
              if (path.startsWith("@") || path.endsWith("/mask")) return;
              Nd gradient = had.toNd();
              double[] has = to.array(path).toNd().data();
              for (int i = 0; i < has.length; i++) gradient.data()[i] -= has[i];
              gradients.put(path, Tensor.of(had.dtype(), gradient));
            });
    return gradients;
  }

  private static void same(String path, Tensor found, Tensor expected) {
    assertThat(found.dims()).as(path).isEqualTo(expected.dims());
    double[] a = found.toNd().data();
    double[] b = expected.toNd().data();
    double off =
        IntStream.range(0, a.length).mapToDouble(i -> Math.abs(a[i] - b[i])).max().orElse(0);
    double most = Arrays.stream(b).map(Math::abs).max().orElse(0);
    assertThat(most).as("a gradient that shows, of %s", path).isGreaterThan(100 * TOLERANCE);
    assertThat(off).as(path).isLessThan(TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("networks")
  void gradientsOfUnitsThatStayAreTheSame(Snapshot masked) {
    Plan plan = COMPACTION.plan(masked);
    Snapshot gradients = masked.with(gradients(masked));
    Set<String> shrunk = new TreeSet<>();
    for (Edit edit : plan.edits()) {
      if (!(edit instanceof Shrink shrink)) continue;
      gradients = shrink.apply(gradients);
      shrunk.add(shrink.path());
    }
    assertThat(shrunk)
        .containsExactly(
            "net/in/bias", "net/in/kernel", "net/middle/bias", MIDDLE, "net/out/kernel");
    for (Snapshot small :
        new Snapshot[] {
          plan.apply(masked), applied(COMPACTION, applied(new LinkedStorage(1), masked))
        }) {
      for (Map.Entry<String, Tensor> found : gradients(small).entrySet()) {
        same(found.getKey(), found.getValue(), gradients.array(found.getKey()));
      }
    }
  }
}
