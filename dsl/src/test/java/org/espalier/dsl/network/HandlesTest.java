package org.espalier.dsl.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.Stream;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Constant;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.layer.AveragePool2d;
import org.espalier.dsl.layer.BatchNorm;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.layer.Conv2d;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.layer.MaxPool2d;
import org.espalier.dsl.layer.UnaryLayer;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Shape;
import org.junit.jupiter.api.Test;

/** What reads as a network, and the names its parts get. */
class HandlesTest {
  private static Stream<String> steps(Network network) {
    return network.steps().stream().map(Step::name);
  }

  @Test
  void lenetReadsAsInTheDesign() {
    Network lenet =
        Network.named("lenet")
            .image(28, 28, 1)
            .conv2d(32, 5, new Nish())
            .maxPool(2)
            .conv2d(64, 5, new Nish())
            .maxPool(2)
            .flatten()
            .dense(512, new Nish())
            .dense(10)
            .build();
    assertThat(steps(lenet))
        .containsExactly("conv1", "pool1", "conv2", "pool2", "flatten1", "dense1", "dense2");
    Tracing tracing = new Tracing(lenet);
    lenet.call(new Trace(tracing, "train", true), lenet.leaves());
    assertThat(tracing.variables().stream().map(v -> v.path() + " " + v.type()))
        .containsExactly(
            "lenet/conv1/kernel float32[5, 5, 1, 32]",
            "lenet/conv1/bias float32[32]",
            "lenet/conv2/kernel float32[5, 5, 32, 64]",
            "lenet/conv2/bias float32[64]",
            "lenet/dense1/kernel float32[1024, 512]",
            "lenet/dense1/bias float32[512]",
            "lenet/dense2/kernel float32[512, 10]",
            "lenet/dense2/bias float32[10]");
  }

  @Test
  void everyKindHasItsLayers() {
    ImageHandle image = Network.named("net").image(8, 8, 3);
    assertThat(image.conv2d("c", 4, 3).shape()).hasToString("[batch, 6, 6, 4]");
    assertThat(image.conv2d("d", new Conv2d(4, 3).same()).batchNorm().dropout(0.1).shape())
        .hasToString("[batch, 8, 8, 4]");
    assertThat(image.maxPool(new MaxPool2d(3).withStride(1)).shape())
        .hasToString("[batch, 6, 6, 3]");
    assertThat(image.averagePool(2).shape()).hasToString("[batch, 4, 4, 3]");
    assertThat(image.averagePool(new AveragePool2d(3).same()).shape())
        .hasToString("[batch, 3, 3, 3]");
    assertThat(image.globalAveragePool().dense("f", 5, new Relu()).shape())
        .hasToString("[batch, 5]");
    assertThat(image.globalMaxPool().shape()).hasToString("[batch, 3]");
    assertThat(image.flatten().dense(new Dense(4).withoutBias()).shape()).hasToString("[batch, 4]");
    SequenceHandle sequence = Network.named("net").sequence(5, 2);
    assertThat(sequence.dense("a", 3, new Relu()).batchNorm(new BatchNorm()).shape())
        .hasToString("[batch, 5, 3]");
    assertThat(sequence.globalMaxPool().shape()).hasToString("[batch, 2]");
    assertThat(sequence.flatten().asSequence(2, 5).shape()).hasToString("[batch, 2, 5]");
  }

  @Test
  void convolutionOfAVectorDoesNotCompile() {
    assertThat(Arrays.stream(VectorHandle.class.getMethods()).map(m -> m.getName()))
        .contains("dense", "flatten", "dropout")
        .doesNotContain("conv2d", "maxPool");
    assertThat(Arrays.stream(ImageHandle.class.getMethods()).map(m -> m.getName()))
        .contains("conv2d", "maxPool")
        .doesNotContain("dense");
  }

  @Test
  void formulasAreStepsToo() {
    VectorHandle x = Network.named("net").vector(4);
    Network network =
        x.activation("mine", v -> v.times(v.sigmoid()))
            .lambda("half", v -> v.reshape(-1, 2, 2).sum(2))
            .asVector()
            .dense(1)
            .build();
    assertThat(steps(network)).containsExactly("mine", "half", "dense1");
    Json json = Json.standard();
    String text = json.text(network);
    assertThat(json.text(json.read(text, Network.class))).isEqualTo(text);
  }

  @Test
  void aStepThatFailsLeavesNothingBehind() {
    VectorHandle x = Network.named("net").vector(4).dense(3);
    assertThatThrownBy(() -> x.then(new Failing())).hasMessageContaining("'net/dense2'");
    assertThatThrownBy(() -> x.dense("dense1", 3)).hasMessageContaining("two parts named 'dense1'");
    Network network = x.dense(5).build();
    assertThat(steps(network)).containsExactly("dense1", "dense2");
    Tracing tracing = new Tracing(network);
    network.call(new Trace(tracing, "train", true), network.leaves());
    assertThat(tracing.variables()).hasSize(4);
  }

  /** Declares a kernel and then refuses. */
  private record Failing() implements UnaryLayer {
    @Override
    public Expr call(Expr x, Context context) {
      context.param("kernel", Shape.of(9, 9), Constant.ZEROS);
      throw context.mismatch("something else", x.shape());
    }

    @Override
    public String baseName() {
      return "dense";
    }
  }

  @Test
  void inputsHaveTheElementTypeOfTheParameters() {
    VectorHandle x = Network.named("net").dtype(DType.FLOAT64).vector(4);
    assertThat(x.dense(3).build().inputs().get(0).type()).hasToString("float64[batch, 4]");
    assertThatThrownBy(() -> x.builder().dtype(DType.FLOAT32))
        .hasMessage("say dtype(…) before the first input");
  }

  @Test
  void fiveThousandLayersNeedNoStack() {
    VectorHandle x = Network.named("deep").vector(2);
    for (int i = 0; i < 5000; i++) x = x.dense(2, new Relu());
    Network deep = x.build();
    Trace trace = new Trace(new Tracing(deep), "train", true);
    assertThat(deep.call(trace, deep.leaves())).hasSize(5001);
    Json json = Json.standard();
    assertThat(json.read(json.text(deep), Network.class)).isEqualTo(deep);
  }

  @Test
  void residualsAndBranchesKeepTheKind() {
    ImageHandle image = Network.named("net").image(6, 6, 4);
    ImageHandle same = image.residual(x -> x.conv2d(new Conv2d(4, 3, new Relu()).same()));
    assertThat(same.shape()).hasToString("[batch, 6, 6, 4]");
    assertThat(same.name()).isEqualTo("add1");
    assertThat(image.branch(x -> x.conv2d(2, 1), x -> x.conv2d(3, 1), x -> x).shape())
        .hasToString("[batch, 6, 6, 9]");
  }
}
