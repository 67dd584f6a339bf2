package org.espalier.dsl.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.loss.MeanSquaredError;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

class MetricsTest {
  private static final Nd SCORES =
      new Nd(new long[] {3, 4}, new double[] {.1, .6, .2, .1, .25, .25, .25, .25, .4, .3, .2, .1});

  private static double[] value(Metric metric, Nd prediction, Nd target, DType dtype) {
    Expr p = Leaf.input("p", Type.of(DType.FLOAT32, prediction.dims()));
    Expr t = Leaf.input("t", Type.of(dtype, target.dims()));
    Expr result = metric.perExample(p, t);
    assertThat(result.type()).isEqualTo(Type.float32(prediction.dims()[0]));
    return Evaluation.of(result, Map.of(p, prediction, t, target)).data();
  }

  @Test
  void accuracyOfIds() {
    assertThat(value(new Accuracy(), SCORES, Nd.of(1, 0, 3), DType.INT32)).containsExactly(1, 1, 0);
    assertThat(value(new Accuracy(), SCORES, Nd.of(1, 2, 0), DType.INT64))
        .as("of equal scores the first counts")
        .containsExactly(1, 0, 1);
  }

  @Test
  void accuracyOfRows() {
    Nd rows = new Nd(new long[] {3, 4}, new double[] {0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0});
    assertThat(value(new Accuracy(), SCORES, rows, DType.FLOAT32)).containsExactly(1, 0, 1);
  }

  @Test
  void accuracyOfYesAndNo() {
    Nd p = new Nd(new long[] {4, 1}, new double[] {.9, .2, .5, .6});
    Nd t = new Nd(new long[] {4, 1}, new double[] {1, 1, 0, 1});
    assertThat(value(new Accuracy(), p, t, DType.FLOAT32)).containsExactly(1, 0, 1, 1);
    assertThat(value(new Accuracy(), Nd.of(.9, .2), Nd.of(1, 0), DType.FLOAT32))
        .containsExactly(1, 1);
  }

  @Test
  void accuracyOfSequencesIsAveraged() {
    Nd p = SCORES.reshape(1, 3, 4);
    Nd ids = new Nd(new long[] {1, 3}, new double[] {1, 3, 0});
    assertThat(value(new Accuracy(), p, ids, DType.INT32)[0])
        .isCloseTo(2 / 3.0, org.assertj.core.api.Assertions.within(1e-12));
  }

  @Test
  void topKCountsWhatIsLessProbable() {
    assertThat(value(new TopKAccuracy(2), SCORES, Nd.of(2, 3, 2), DType.INT32))
        .containsExactly(1, 1, 0);
    assertThat(value(new TopKAccuracy(1), SCORES, Nd.of(2, 0, 0), DType.INT32))
        .containsExactly(0, 1, 1);
    assertThat(new TopKAccuracy(5).metricName()).isEqualTo("top5Accuracy");
    assertThatThrownBy(() -> new TopKAccuracy(0)).hasMessage("k must be > 0, got 0");
  }

  @Test
  void squaredErrorIsAMetricToo() {
    Nd p = new Nd(new long[] {2, 2}, new double[] {1, 2, 3, 4});
    Nd t = new Nd(new long[] {2, 2}, new double[] {1, 0, 0, 4});
    assertThat(value(new MeanSquaredError(), p, t, DType.FLOAT32)).containsExactly(2, 4.5);
    assertThat(new MeanSquaredError().metricName()).isEqualTo("meanSquaredError");
  }

  @Test
  void jsonGivesThemBack() {
    Json json = Json.standard();
    assertThat(json.read(json.text(new Accuracy()), Metric.class)).isEqualTo(new Accuracy());
    assertThat(json.read(json.text(new TopKAccuracy(3)), Metric.class))
        .isEqualTo(new TopKAccuracy(3));
    assertThat(json.read(json.text(new MeanSquaredError()), Metric.class))
        .isEqualTo(new MeanSquaredError());
  }
}
