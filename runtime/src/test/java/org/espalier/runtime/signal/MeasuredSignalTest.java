package org.espalier.runtime.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Swish;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.AutoInit;
import org.espalier.dsl.init.GlorotUniform;
import org.espalier.dsl.init.Initializer;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.layer.Dropout;
import org.espalier.dsl.layer.UnaryLayer;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.SignalOptions;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.view.Views;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MeasuredSignalTest {
  private static final SignalOptions PREDICTING = SignalOptions.PUBLISHED.exactly().predicting();
  private static final Compute COMPUTE = Compute.standard();

  /** Dense layers followed by their activations, so that pre-activations have names. */
  private static Network chain(int depth, int width, Activation f, Initializer init) {
    VectorHandle at = Network.named("chain").vector(width);
    for (int i = 1; i <= depth; i++) at = at.dense("fc" + i, width).layer("f" + i, f);
    return at.init(init).build();
  }

  @Test
  void denseLayersAreAsPredictedWithinFivePerCent() {
    SoftAssertions all = new SoftAssertions();
    for (Activation f : List.of(new Tanh(), new Swish(), new Relu())) {
      Network net = chain(3, 256, f, new AutoInit());
      MeasuredSignal signal = MeasuredSignal.of(net, PREDICTING, 40, COMPUTE);
      for (MeasuredSignal.Row row : signal.rows()) {
        double sd = Math.sqrt(row.predicted().variance());
        all.assertThat(row.variance().mean() / row.predicted().variance())
            .as("%s %s", f, row)
            .isCloseTo(1, within(0.05));
        all.assertThat((row.mean().mean() - row.predicted().mean()) / sd)
            .as("%s %s", f, row)
            .isCloseTo(0, within(0.05));
      }
    }
    all.assertAll();
  }

  @Test
  void autoInitKeepsTheVarianceWhereGlorotLosesIt() {
    keepsVariance(chain(50, 256, new Tanh(), new AutoInit()), 12);
    keepsVariance(chain(50, 256, new Relu(), new AutoInit()), 12);
    keepsVariance(chain(10, 256, new Swish(), new AutoInit()), 12);
    losesVariance(chain(50, 64, new Swish(), new GlorotUniform()), 3);
  }

  /**
   * The sheet's own sizes: 100 nets of 50 layers of 512 units. Swish does not meet the sheet's
   * criterion below layer 8: variance 1 is an unstable point of its map, from which nets drift up.
   */
  @Test
  @Tag("heavy")
  void autoInitKeepsTheVarianceInAHundredNets() {
    keepsVariance(chain(50, 512, new Tanh(), new AutoInit()), 100);
    keepsVariance(chain(50, 512, new Relu(), new AutoInit()), 100);
    keepsVariance(chain(8, 512, new Swish(), new AutoInit()), 100);
    losesVariance(chain(50, 512, new Swish(), new GlorotUniform()), 5);
  }

  /** Within 15 % or three standard errors of 1, whichever is larger; one example a net. */
  private static void keepsVariance(Network net, int seeds) {
    MeasuredSignal signal = MeasuredSignal.of(net, PREDICTING, seeds, 1, COMPUTE);
    SoftAssertions all = new SoftAssertions();
    for (MeasuredSignal.Row row : signal.rows()) {
      if (!row.name().startsWith("fc")) continue;
      double error = row.variance().deviation() / Math.sqrt(seeds);
      all.assertThat(row.variance().mean())
          .as("%s of %s", row, net.step("f1").orElseThrow().layer())
          .isCloseTo(1, within(Math.max(0.15, 3 * error)));
    }
    all.assertAll();
  }

  private static void losesVariance(Network net, int seeds) {
    MeasuredSignal signal = MeasuredSignal.of(net, PREDICTING, seeds, COMPUTE);
    assertThat(signal.at("fc50").variance().mean()).isLessThan(1e-6);
    assertThat(signal.at("fc50").predicted().variance()).isLessThan(1e-6);
  }

  @Test
  void dropoutIsMeasuredInTheModeThatIsPredicted() {
    Network net = Network.named("n").vector(400).layer("drop", new Dropout(0.5)).build();
    SignalOptions training = SignalOptions.PUBLISHED.exactly().withInput(1, 1);
    MeasuredSignal.Row drop = MeasuredSignal.of(net, training, 4, COMPUTE).at("drop");
    assertThat(drop.predicted().variance()).isCloseTo(3, within(1e-9));
    assertThat(drop.variance().mean()).isCloseTo(3, within(0.1));
    assertThat(drop.variance().deviation()).isPositive();
    SignalOptions predicting = training.predicting();
    drop = MeasuredSignal.of(net, predicting, 4, COMPUTE).at("drop");
    assertThat(drop.predicted().variance()).isEqualTo(1);
    assertThat(drop.variance().mean()).isCloseTo(1, within(0.05));
  }

  @Test
  void aDataSetGivesItsOwnMoments() {
    float[][] x = new float[300][2];
    for (int i = 0; i < x.length; i++) x[i] = new float[] {i % 2 == 0 ? 3 : 5, i % 2 == 0 ? 5 : 3};
    Dataset data = Dataset.of(x, new int[300]).named("threes and fives");
    Network net = Network.named("n").vector(2).layer("f", new Relu()).build();
    MeasuredSignal signal = MeasuredSignal.of(net, PREDICTING, 2, data, COMPUTE);
    MeasuredSignal.Row input = signal.rows().get(0);
    assertThat(input.predicted()).isEqualTo(new Moment(4, 1));
    assertThat(input.mean()).isEqualTo(new Measurement(4, 0));
    assertThat(signal.at("f").variance().mean()).isCloseTo(1, within(1e-12));
    assertThat(signal.data()).isEqualTo("300 examples of threes and fives");
  }

  @Test
  void theSameSeedsGiveTheSameBits() {
    Network net = chain(2, 16, new Tanh(), new AutoInit());
    MeasuredSignal once = MeasuredSignal.of(net, PREDICTING, 3, COMPUTE.threads(1));
    assertThat(MeasuredSignal.of(net, PREDICTING, 3, COMPUTE.threads(1))).isEqualTo(once);
    MeasuredSignal more = MeasuredSignal.of(net, PREDICTING, 4, COMPUTE.threads(1));
    assertThat(more.at("f2").variance()).isNotEqualTo(once.at("f2").variance());
  }

  @Test
  void looksAreATableAndAPicture() {
    Network net = chain(2, 8, new Relu(), new GlorotUniform());
    MeasuredSignal signal = MeasuredSignal.of(net, PREDICTING, 3, COMPUTE);
    assertThat(signal.toString().lines().toList().get(0))
        .isEqualTo("chain: 3 nets on normal inputs of mean 0, variance 1.000");
    assertThat(signal.toString()).contains("±");
    assertThat(signal.table().rows()).hasSize(5);
    assertThat(signal.plot().description()).contains("predicted", "measured");
    assertThat(Views.html(signal).orElseThrow()).contains("<svg", "<table");
    assertThat(Views.html(net.signal(0, 1)).orElseThrow()).contains("<table", "fc2");
  }

  @Test
  void aSilentStepIsAGapInThePicture() {
    Network net = Network.named("n").vector(4).layer("f", new Relu()).build();
    SignalOptions below = PREDICTING.withInput(-50, 1);
    MeasuredSignal signal = MeasuredSignal.of(net, below, 2, COMPUTE);
    assertThat(signal.at("f").variance()).isEqualTo(new Measurement(0, 0));
    assertThat(signal.plot().svg()).contains("predicted");
  }

  private record Floats() implements UnaryLayer {
    @Override
    public Expr call(Expr x, Context context) {
      return x.cast(DType.FLOAT32);
    }
  }

  @Test
  void whatCannotBeMeasuredSaysWhy() {
    Network net = Network.named("n").vector(4).dense("a", 3).build();
    MeasuredSignal signal = MeasuredSignal.of(net, PREDICTING, 1, COMPUTE);
    assertThatThrownBy(() -> signal.at("b"))
        .isInstanceOf(EspalierException.class)
        .hasMessage("network 'n' has no measured step 'b'; there are [features, a]");
    assertThatThrownBy(() -> MeasuredSignal.of(net, PREDICTING, 0, COMPUTE))
        .hasMessageContaining("seeds");
    Dataset wide = Dataset.of(new float[4][7], new int[4]);
    assertThatThrownBy(() -> MeasuredSignal.of(net, PREDICTING, 1, wide, COMPUTE))
        .isInstanceOf(ShapeMismatch.class);
    Type ids = new Type(DType.INT32, Shape.of(InputSpec.BATCH));
    List<InputSpec> id = List.of(new InputSpec("id", ids));
    Network counts =
        new Network(
            "ids", id, List.of(new Step("f", new Floats(), List.of("id"), "f")), List.of("f"));
    assertThatThrownBy(() -> MeasuredSignal.of(counts, PREDICTING, 1, COMPUTE))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("measure on a data set instead");
    Network none = new Network("none", id, List.of(), List.of("id"));
    assertThatThrownBy(() -> MeasuredSignal.of(none, PREDICTING, 1, COMPUTE))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("no floating-point values");
    assertThat(signal.notes()).isEmpty();
  }
}
