package org.espalier.dsl.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.network.ImageHandle;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.VectorHandle;
import org.espalier.dsl.tensor.DType;
import org.espalier.dsl.tensor.Type;
import org.junit.jupiter.api.Test;

/** What a misfit says while a network is described: where, what, who sent it, what to type. */
class LayerErrorsTest {
  private static ShapeMismatch thrownBy(ThrowingCallable call) {
    return catchThrowableOfType(ShapeMismatch.class, call);
  }

  private static String here() {
    StackTraceElement caller = new Throwable().getStackTrace()[1];
    return caller.getFileName() + ":" + caller.getLineNumber();
  }

  @Test
  void denseOnAnImageSaysWhatToType() {
    ImageHandle image = Network.named("lenet").image(28, 28, 1);
    ImageHandle conv = image.conv2d("conv1", 6, 5);
    String pool = here();
    ImageHandle pooled = conv.maxPool("pool1", 2);
    String[] dense = new String[1];
    ShapeMismatch e =
        thrownBy(
            () -> {
              dense[0] = here();
              pooled.then("fc1", new Dense(120));
            });
    assertThat(e)
        .hasMessage(
            """
            'lenet/fc1' (dense, 120 units) needs [batch, features] but receives [batch, 12, 12, 6].

              from      'lenet/pool1' (maxPool, 2×2, valid)        %s
              declared                                             %s
              so far    image [batch, 28, 28, 1] → conv1 [batch, 24, 24, 6] → pool1 [batch, 12, 12, 6] → fc1 ✗

              Try       flatten() before dense(120)   gives [batch, 864]
                        globalAveragePool() before it gives [batch, 6]
                        conv2d(120, 1) instead of it  gives [batch, 12, 12, 120]"""
                .formatted(after(pool), after(dense[0])));
    assertThat(e.site()).isEqualTo("'lenet/fc1' (dense, 120 units)");
    assertThat(e.expected()).isEqualTo("[batch, features]");
    assertThat(e.received()).isEqualTo("[batch, 12, 12, 6]");
    assertThat(e.fixes()).hasSize(3);
  }

  /** The line after a place. */
  private static String after(String place) {
    int colon = place.indexOf(':');
    return place.substring(0, colon + 1) + (Integer.parseInt(place.substring(colon + 1)) + 1);
  }

  @Test
  void denseOnASequenceNamesBothWays() {
    var sequence = Network.named("net").sequence(7, 3);
    ShapeMismatch e = thrownBy(() -> sequence.then(new Dense(5)));
    assertThat(e.fixes())
        .containsExactly(
            "flatten() before dense(5)     gives [batch, 21]",
            "Dense.atEveryPosition()       gives [batch, 7, 5]");
    assertThat(sequence.dense(5).shape()).hasToString("[batch, 7, 5]");
  }

  @Test
  void convolutionOfAVectorProposesItsImage() {
    VectorHandle vector = Network.named("net").vector(784);
    ShapeMismatch e = thrownBy(() -> vector.then("conv1", new Conv2d(8, 3, new Relu())));
    assertThat(e)
        .hasMessageStartingWith(
            "'net/conv1' (conv2d, 8 filters 3×3, valid, relu) needs [batch, height, width,"
                + " channels] but receives [batch, 784].")
        .hasMessageContaining("from      'net/features'")
        .hasMessageContaining("LayerErrorsTest.java:")
        .hasMessageEndingWith("Try       reshape(28, 28, 1) before it  gives [batch, 28, 28, 1]");
    assertThat(vector.asImage(28, 28, 1).conv2d(8, 3).shape()).hasToString("[batch, 26, 26, 8]");
  }

  @Test
  void aKernelLargerThanTheImageProposesPadding() {
    ImageHandle image = Network.named("net").image(4, 9, 3);
    ShapeMismatch e = thrownBy(() -> image.conv2d("conv1", 32, 5));
    assertThat(e)
        .hasMessageContaining(
            "'net/conv1' (conv2d, 32 filters 5×5, valid) needs an image of at least 5×5 but"
                + " receives [batch, 4, 9, 3].");
    assertThat(e.fixes().get(0)).isEqualTo("padding: .same()              gives [batch, 4, 9, 32]");
    assertThat(image.conv2d(new Conv2d(32, 5).same()).shape()).hasToString("[batch, 4, 9, 32]");
    assertThat(thrownBy(() -> image.conv2d(new Conv2d(2, 3).withDilation(2))))
        .hasMessageContaining("an image of at least 5×5");
  }

  @Test
  void aWindowLargerThanTheImageIsRefused() {
    ImageHandle image = Network.named("net").image(3, 3, 2);
    assertThat(thrownBy(() -> image.maxPool(4)))
        .hasMessageContaining("'net/pool1' (maxPool, 4×4, valid) needs an image of at least 4×4");
    assertThat(thrownBy(() -> image.averagePool(5)))
        .hasMessageContaining("'net/pool1' (averagePool, 5×5, valid)")
        .hasMessageContaining("fewer poolings");
  }

  @Test
  void sharedWeightsOfOtherSizesAreRefused() {
    ImageHandle image = Network.named("net").image(8, 8, 3);
    ImageHandle wide = image.conv2d("conv1", 6, 3);
    assertThatThrownBy(() -> wide.shared("conv1", new Conv2d(6, 3)))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("'net/conv1/kernel'")
        .hasMessageContaining("[3, 3, 6, 6]")
        .hasMessageContaining("[3, 3, 3, 6]");
  }

  @Test
  void sumsAndProductsNeedOneShape() {
    ImageHandle image = Network.named("net").image(8, 8, 3);
    ImageHandle a = image.conv2d("a", 6, 3);
    ImageHandle b = image.conv2d("b", 6, 5);
    assertThat(thrownBy(() -> a.add(b)))
        .hasMessageStartingWith(
            "'net/add1' (add) needs inputs of one shape but receives [batch, 6, 6, 6] and [batch,"
                + " 4, 4, 6].")
        .hasMessageContaining("'net/a' (conv2d, 6 filters 3×3, valid)")
        .hasMessageContaining("'net/b' (conv2d, 6 filters 5×5, valid)");
    assertThat(thrownBy(() -> a.multiply(b))).hasMessageStartingWith("'net/multiply1' (multiply)");
    assertThat(thrownBy(() -> a.concat(b)))
        .hasMessageContaining(
            "needs inputs with equal axes except the last but receives [batch, 6, 6, 6] and"
                + " [batch, 4, 4, 6].");
  }

  @Test
  void aLayerOfOneInputRefusesTwo() {
    VectorHandle x = Network.named("net").vector(3);
    VectorHandle y = x.dense("fc1", 3);
    assertThat(thrownBy(() -> y.then("fc2", new Dense(2), x)))
        .hasMessageContaining("needs one input but receives 2 inputs");
  }

  @Test
  void reshapingKeepsTheNumberOfNumbers() {
    VectorHandle x = Network.named("net").vector(10);
    assertThat(thrownBy(() -> x.asImage(3, 3, 1)))
        .hasMessageStartingWith(
            "'net/reshape1' (reshape, 3×3×1) needs 9 numbers in each example but receives [batch,"
                + " 10] (10 numbers).");
    assertThat(thrownBy(() -> x.then(new ReshapeTo(3, -1))))
        .hasMessageContaining("needs a multiple of 3 numbers in each example");
    assertThatThrownBy(() -> new ReshapeTo(-1, -1))
        .hasMessage("only one size may be -1, got [-1, -1]");
  }

  @Test
  void aLambdaTakesWhatItWasTracedFor() {
    Lambda lambda = Lambda.of("first", Type.of(DType.FLOAT32, 2, 3), v -> v.sum(0));
    VectorHandle x = Network.named("net").vector(3);
    assertThat(thrownBy(() -> x.then(lambda)))
        .hasMessageContaining("(lambda first)")
        .hasMessageContaining("[float32[2, 3]]")
        .hasMessageContaining("[float32[batch, 3]]");
    assertThat(thrownBy(() -> x.then(new Add()).then(lambda, x)))
        .hasMessageContaining("needs 1 inputs but receives 2 inputs");
  }

  @Test
  void aLayerThatChangesTheKindIsNoLayerOfThatKind() {
    ImageHandle image = Network.named("net").image(4, 4, 1);
    assertThat(thrownBy(() -> image.layer(new Flatten())))
        .hasMessageContaining("'flatten1' as image needs [batch, height, width, channels] but")
        .hasMessageContaining("then(layer) instead of layer(layer)");
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Dense(0)).hasMessage("units must be > 0, got 0");
    assertThatThrownBy(() -> new Conv2d(0, 3)).hasMessage("filters must be > 0, got 0");
    assertThatThrownBy(() -> new Conv2d(3, -1)).hasMessage("kernelHeight must be > 0, got -1");
    assertThatThrownBy(() -> new MaxPool2d(0)).hasMessage("height must be > 0, got 0");
    assertThatThrownBy(() -> new Dropout(1)).hasMessage("rate must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> new Dropout(-0.1)).hasMessage("rate must be in [0, 1), got -0.1");
    assertThatThrownBy(() -> new BatchNorm(1, 0.1))
        .hasMessage("momentum must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> new BatchNorm(0.9, 0)).hasMessage("epsilon must be > 0, got 0.0");
  }

  @Test
  void noPartOfTensorFlowIsNeededForAnyOfThis() {
    assertThatThrownBy(() -> Class.forName("org.tensorflow.Graph"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void labelsAreForPeople() {
    List<Layer> layers =
        List.of(
            new Dense(1),
            new Dense(120, new Relu()),
            new Conv2d(32, 5),
            new Conv2d(1, 3, new Relu()).withKernelSize(3, 1).withStride(2).withDilation(2).same(),
            new MaxPool2d(2),
            new MaxPool2d(3).withStride(2),
            new AveragePool2d(2, 1).same(),
            new Dropout(0.5),
            new ReshapeTo(7, -1));
    assertThat(layers.stream().map(Layer::label))
        .containsExactly(
            "dense, 1 unit",
            "dense, 120 units, relu",
            "conv2d, 32 filters 5×5, valid",
            "conv2d, 1 filter 3×1, stride 2, dilation 2, same, relu",
            "maxPool, 2×2, valid",
            "maxPool, 3×3, stride 2, valid",
            "averagePool, 2×1, same",
            "dropout, rate 0.5",
            "reshape, 7×-1");
  }
}
