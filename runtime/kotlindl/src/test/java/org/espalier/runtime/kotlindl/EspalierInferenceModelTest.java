package org.espalier.runtime.kotlindl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.layer.Add;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.GlobalAveragePool;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Step;
import org.espalier.dsl.step.Training;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Dim;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Type;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.fit.Fit;
import org.jetbrains.kotlinx.dl.api.inference.InferenceModel;
import org.junit.jupiter.api.Test;

/** A model does through KotlinDL's interface what it does through ours. */
class EspalierInferenceModelTest {
  private static final float[] IMAGE = image(1);

  private static float[] image(int seed) {
    float[] image = new float[4 * 4 * 2];
    for (int i = 0; i < image.length; i++) image[i] = (float) Math.sin(seed * (i + 1));
    return image;
  }

  private static Model model() {
    Network network =
        Network.named("net").image(4, 4, 2).conv2d(3, 2, new Relu()).flatten().dense(3).build();
    return Espalier.compile(network, Training.classification());
  }

  @Test
  void predictsWhatTheModelPredicts() {
    Model model = model();
    try (EspalierInferenceModel adapter = new EspalierInferenceModel(model)) {
      float[] expected = model.predict(new float[][] {IMAGE})[0];

      assertThat(adapter.getInputDimensions()).containsExactly(4, 4, 2);
      assertThat(adapter.predictSoftly(IMAGE, "")).containsExactly(expected);
      InferenceModel kotlinDl = adapter;
      int best = kotlinDl.predict(IMAGE);
      for (float p : expected) assertThat(expected[best]).isGreaterThanOrEqualTo(p);
      assertThat(adapter.predictSoftly(IMAGE, "conv1")).hasSize(3 * 3 * 3);
    }
    assertThatThrownBy(() -> model.predict(new float[][] {IMAGE}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    try (EspalierInferenceModel adapter = new EspalierInferenceModel(model())) {
      assertThatThrownBy(() -> adapter.predict(new float[7]))
          .isInstanceOf(ShapeMismatch.class)
          .hasMessageContaining("input 'image' needs 32 numbers, [4, 4, 2] but receives 7 numbers");
      assertThatThrownBy(() -> adapter.reshape(5, 4, 2))
          .isInstanceOf(ShapeMismatch.class)
          .hasMessageContaining("[4, 4, 2] but receives [5, 4, 2]");
      assertThatThrownBy(() -> adapter.predictSoftly(IMAGE, "nothing"))
          .isInstanceOf(EspalierException.class)
          .hasMessageContaining("nothing");
      adapter.reshape(4, 4, 2);
    }
  }

  @Test
  void severalInputsAreRefused() {
    Network two =
        new Network(
            "two",
            List.of(InputSpec.of("a", 2), InputSpec.of("b", 2)),
            List.of(
                new Step("sum", new Add(), List.of("a", "b")),
                new Step("out", new Dense(2), List.of("sum"))),
            List.of("out"));
    try (Model model = Espalier.compile(two, Training.regression())) {
      assertThatThrownBy(() -> new EspalierInferenceModel(model))
          .isInstanceOf(EspalierException.class)
          .hasMessageContaining("has 2 inputs")
          .hasMessageContaining("Model.predict(Dataset)");
    }
  }

  @Test
  void openSizesAreSaidByReshape() {
    Type type =
        new Type(
            DType.FLOAT32,
            Shape.of(InputSpec.BATCH, Dim.named("height"), Dim.named("width"), Dim.of(1)));
    Network open =
        new Network(
            "open",
            List.of(new InputSpec("image", type)),
            List.of(
                new Step("conv", new Conv2d(2, 2), List.of("image")),
                new Step("mean", new GlobalAveragePool(), List.of("conv"))),
            List.of("mean"));
    try (EspalierInferenceModel adapter =
        new EspalierInferenceModel(Espalier.compile(open, Training.regression()))) {
      assertThat(adapter.getInputDimensions()).containsExactly(-1, -1, 1);
      assertThatThrownBy(() -> adapter.predict(new float[9]))
          .isInstanceOf(ShapeMismatch.class)
          .hasMessageContaining("reshape(…) first");
      adapter.reshape(3, 3, 1);
      float[] small = adapter.predictSoftly(new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1}, "");
      adapter.reshape(5, 2, 1);
      float[] large = adapter.predictSoftly(new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, "");
      assertThat(large).hasSize(2).containsExactly(small);
    }
  }

  @Test
  void aCopyLivesByItself() {
    Model model = model();
    EspalierInferenceModel first = new EspalierInferenceModel(model);
    model.fit(
        Dataset.of(new float[][][][] {new float[4][4][2], new float[4][4][2]}, new int[] {0, 1}),
        Fit.epochs(2).batch(2));
    EspalierInferenceModel named = first.copy("other", true, true);
    EspalierInferenceModel fresh = first.copy(null, false, false);
    float[] expected = first.predictSoftly(IMAGE, "");
    String slots = model.snapshot().arrays().keySet().toString();
    first.close();

    try (named;
        fresh;
        Model start = model()) {
      assertThat(slots).contains("@optimizer/");
      assertThat(named.predictSoftly(IMAGE, "")).containsExactly(expected);
      assertThat(fresh.predictSoftly(IMAGE, ""))
          .containsExactly(start.predict(new float[][] {IMAGE})[0]);
    }
  }

  @Test
  void aRenamedCopyKeepsItsOptimizersState() {
    try (Model model = model()) {
      model.fit(
          Dataset.of(new float[][][][] {new float[4][4][2]}, new int[] {1}),
          Fit.epochs(2).batch(1));
      EspalierInferenceModel adapter = new EspalierInferenceModel(model);
      try (EspalierInferenceModel kept = adapter.copy("other", true, true);
          EspalierInferenceModel dropped = adapter.copy("other", false, true)) {
        var slots = model.snapshot().arrays();
        slots.forEach(
            (path, array) ->
                assertThat(kept.snapshot().array(path.replace("net/", "other/"))).isEqualTo(array));
        assertThat(dropped.snapshot().arrays().keySet())
            .isEqualTo(kept.snapshot().arrays().keySet());
        assertThat(dropped.snapshot().arrays()).isNotEqualTo(kept.snapshot().arrays());
      }
    }
  }
}
