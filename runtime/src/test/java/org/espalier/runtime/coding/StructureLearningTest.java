package org.espalier.runtime.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Map;
import org.espalier.dsl.coding.EfficientCoding;
import org.espalier.dsl.coding.EveryLayer;
import org.espalier.dsl.coding.GroupOverBatch;
import org.espalier.dsl.coding.GroupPerSample;
import org.espalier.dsl.coding.LayerReport;
import org.espalier.dsl.coding.LearnedLayer;
import org.espalier.dsl.coding.LearnedStructure;
import org.espalier.dsl.coding.LinksPerAtom;
import org.espalier.dsl.coding.PerFeature;
import org.espalier.dsl.coding.Pooling;
import org.espalier.dsl.coding.SharedInputs;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Columns;
import org.espalier.runtime.data.DataSpec;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.experiment.Moment;
import org.espalier.runtime.fit.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What "How we will know it works" of the sheet says, and what can go wrong. */
class StructureLearningTest {
  private static final Dataset RING = Ring.data(Ring.samples(1500));
  private static final double RANDOM_SPREAD = 12.5;

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void unitsOfARingLookAtOnePlace(boolean whitened) {
    EfficientCoding settings =
        Ring.coding()
            .preparation(whitened ? Ring.whitening() : new PerFeature())
            .depth(new EveryLayer())
            .build();
    LearnedLayer layer = learn(settings, RING).layers().get(0);
    assertThat(layer.density()).isBetween(0.05, 0.101);
    assertThat(Ring.spread(layer)).isLessThan(RANDOM_SPREAD / 2);
  }

  @Test
  void aRingIsWorthALayerAndNoiseIsNot() {
    EfficientCoding settings = Ring.coding().preparation(new PerFeature()).build();
    LearnedStructure ring = learn(settings, RING);
    assertThat(ring.reports().get(0).length().gain()).isGreaterThan(0.3);
    assertThat(ring.stopped()).isEqualTo("all 1 widths are used");

    LearnedStructure noise = learn(settings, Ring.data(Ring.noise(1500)));
    assertThat(noise.layers()).isEmpty();
    assertThat(noise.reports().get(0).length().gain()).isCloseTo(-0.34, within(0.05));
    assertThat(noise.stopped()).startsWith("layer 1 rejected: its description saves -0.3");
    assertThatThrownBy(() -> noise.classifiers(10))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("no layer was learned")
        .hasMessageContaining("rejected");
  }

  @Test
  void theMethodSeesNoGeometry() {
    float[][] samples = Ring.samples(1500);
    int[] moved = RandomSource.of(3, "permutation").permutation(Ring.SIZE);
    float[][] permuted = new float[samples.length][Ring.SIZE];
    for (int s = 0; s < samples.length; s++) {
      for (int i = 0; i < Ring.SIZE; i++) permuted[s][moved[i]] = samples[s][i];
    }
    EfficientCoding settings =
        Ring.coding().passes(2).preparation(new PerFeature()).depth(new EveryLayer()).build();
    LearnedLayer plain = learn(settings, Ring.data(samples)).layers().get(0);
    LearnedLayer other = learn(settings, Ring.data(permuted)).layers().get(0);
    int differing = 0;
    for (int i = 0; i < Ring.SIZE; i++) {
      for (int j = 0; j < plain.units(); j++) {
        float a = plain.mask().toFloats()[i * plain.units() + j];
        float b = other.mask().toFloats()[moved[i] * plain.units() + j];
        if (a != b) differing++;
      }
    }
    assertThat(differing).isZero();
  }

  @Test
  void whenAllCodesVanishTheLayerIsRejectedAndSaysWhy() {
    EfficientCoding settings = Ring.coding().lambda(1000).passes(2).depth(new EveryLayer()).build();
    LearnedStructure learned = learn(settings, RING);
    assertThat(learned.layers()).isEmpty();
    assertThat(learned.stopped())
        .isEqualTo(
            "layer 1 rejected: all codes are 0, lambda = 1000.0 is too large for this input; try"
                + " lambda = 250.0");
    assertThat(learned.report()).contains("rejected", "0.0 % of codes active");
  }

  @Test
  void constantFeaturesAndFewSamplesStayFinite() {
    float[][] samples = Ring.samples(20);
    for (float[] x : samples) x[5] = 0.25f;
    for (EfficientCoding settings :
        new EfficientCoding[] {
          Ring.coding().passes(2).preparation(Ring.whitening()).depth(new EveryLayer()).build(),
          Ring.coding().passes(2).preparation(new PerFeature()).depth(new EveryLayer()).build()
        }) {
      LearnedLayer layer = learn(settings, Ring.data(samples)).layers().get(0);
      assertThat(layer.dictionary().isFinite()).isTrue();
      assertThat(layer.affine().matrix().isFinite()).isTrue();
    }
  }

  @Test
  void everyReadingOfGroupsLearns() {
    for (EfficientCoding settings :
        new EfficientCoding[] {
          Ring.coding().penalty(new GroupPerSample(4)).build(),
          Ring.coding().penalty(new GroupOverBatch(1)).lambda(3).build(),
          Ring.coding().links(new SharedInputs(0.01)).build(),
          Ring.coding().links(new LinksPerAtom(0)).build()
        }) {
      LayerReport report = learn(brief(settings), RING).reports().get(0);
      assertThat(report.active()).as(settings.toString()).isBetween(0.001, 0.999);
      assertThat(report.objectives().get(1)).isLessThan(report.objectives().get(0));
    }
  }

  private static EfficientCoding brief(EfficientCoding s) {
    return new EfficientCoding(
        s.widths(),
        new PerFeature(),
        s.lambda(),
        s.penalty(),
        s.links(),
        s.mask(),
        s.groupSize(),
        s.pooling(),
        new EveryLayer(),
        new org.espalier.dsl.coding.Rounds(256, 2, 100, 0.05, 0),
        s.probe(),
        s.seed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"NONE", "NORM", "LARGEST"})
  void aDeepStructureBecomesAClassifierOfRawImages(String pooling) {
    Dataset digits = DataSpec.parse("digits:train=300,test=50").load().train();
    EfficientCoding settings =
        EfficientCoding.widths(64, 32)
            .lambda(0.5)
            .passes(2)
            .pooling(Pooling.valueOf(pooling))
            .depth(new EveryLayer())
            .build();
    LearnedStructure learned = learn(settings, digits);
    assertThat(learned.layers()).hasSize(2);
    assertThat(learned.reports().get(0).locality())
        .isLessThan(learned.reports().get(0).randomLocality());
    assertThat(Json.standard().read(Json.standard().text(learned), LearnedStructure.class))
        .isEqualTo(learned);
    Map<String, Snapshot> all =
        Map.of(
            "learned", learned.classifiers(10).learned(),
            "fresh", learned.classifiers(10).freshWeights().learned(),
            "growing", learned.classifiers(10).growingLinks().learned(),
            "random", learned.classifiers(10).randomLinks(),
            "dense", learned.classifiers(10).dense(),
            "cnn", learned.classifiers(10).cnn());
    all.forEach(
        (name, snapshot) -> {
          try (Model model = Espalier.open(snapshot)) {
            double before = model.evaluate(digits).get("loss");
            model.fit(digits, Fit.epochs(3).batch(50));
            assertThat(model.evaluate(digits).get("loss")).as(name).isLessThan(before);
            unchanged(snapshot, model.snapshot(), "/mask", "/matrix", "/mean", "/scale");
          }
        });
  }

  private static void unchanged(Snapshot before, Snapshot after, String... ends) {
    before
        .arrays()
        .forEach(
            (path, array) -> {
              for (String end : ends) {
                if (path.endsWith(end)) assertThat(after.array(path)).as(path).isEqualTo(array);
              }
            });
  }

  @Test
  void controlsHaveAsManyLinksAndParameters() {
    Dataset digits = DataSpec.parse("digits:train=300,test=50").load().train();
    EfficientCoding settings =
        EfficientCoding.widths(256).lambda(0.5).passes(1).depth(new EveryLayer()).build();
    LearnedStructure learned = learn(settings, digits);
    var made = learned.classifiers(10);
    String mask = "classifier/code1/kernel/mask";
    double links = sum(made.learned().array(mask).toFloats());
    assertThat(sum(made.randomLinks().array(mask).toFloats())).isEqualTo(links);
    assertThat(made.randomLinks().array(mask)).isNotEqualTo(made.learned().array(mask));
    assertThat(made.parameters()).isEqualTo((long) links + 256 + 257 * 10);
    assertThat(made.dense().network().summary().parameters())
        .isBetween((long) (0.9 * made.parameters()), made.parameters());
    assertThat(made.cnn().network().summary().parameters())
        .isBetween((long) (0.75 * made.parameters()), made.parameters());
    Snapshot random = made.randomLinks();
    assertThat(new StructureFigures().of(new Moment(random, random, random, null, null)))
        .containsEntry("structure/1/entropy", learned.reports().get(0).entropy());
    assertThat(made.freshWeights().learned().array("classifier/code1/kernel"))
        .isNotEqualTo(made.learned().array("classifier/code1/kernel"));
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float v : values) sum += v;
    return sum;
  }

  @Test
  void theNetworkGivesTheEncodersCodes(@TempDir Path folder) {
    EfficientCoding settings =
        Ring.coding().passes(2).preparation(Ring.whitening()).depth(new EveryLayer()).build();
    LearnedStructure learned = learn(settings, RING);
    LearnedLayer layer = learned.layers().get(0);
    float[] x = Ring.samples(1)[0];
    Path file = folder.resolve("net.espalier");
    learned.classifiers(3).learned().saveTo(file);
    try (Model model = Espalier.open(Snapshot.load(file))) {
      float[] z = model.tap("code1").predict(new float[][] {x})[0];
      double[] mean = layer.affine().mean().toNd().data();
      double[] matrix = layer.affine().matrix().toNd().data();
      float[] d = layer.dictionary().toFloats();
      float[] m = layer.mask().toFloats();
      for (int j = 0; j < layer.units(); j++) {
        double sum = -settings.lambda();
        for (int i = 0; i < x.length; i++) {
          double white = 0;
          for (int l = 0; l < x.length; l++) white += (x[l] - mean[l]) * matrix[l * x.length + i];
          sum += white * d[i * layer.units() + j] * m[i * layer.units() + j];
        }
        assertThat((double) z[j]).isCloseTo(Math.max(0, sum), within(1e-4));
      }
    }
  }

  @Test
  void whatCannotBeLearnedFromSaysSo() {
    Dataset clips = Dataset.unlabelled(Columns.floats(new float[16], 2, 2, 2, 2));
    assertThatThrownBy(() -> learn(Ring.coding().build(), clips))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("got [2, 2, 2, 2]");
  }

  private static LearnedStructure learn(EfficientCoding settings, Dataset data) {
    return new StructureLearning(settings).learn(data);
  }
}
