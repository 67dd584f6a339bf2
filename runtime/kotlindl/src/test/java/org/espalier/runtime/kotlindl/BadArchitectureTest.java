package org.espalier.runtime.kotlindl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.espalier.dsl.activation.Custom;
import org.espalier.dsl.activation.Nish;
import org.espalier.dsl.error.ShapeMismatch;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.layer.Context;
import org.espalier.dsl.layer.UnaryLayer;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.runtime.kotlindl.form.KerasException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Architectures that cannot be taken over say why, where, and what to type. */
class BadArchitectureTest {
  @TempDir Path folder;

  /** A user's own layer. */
  record Scale(double factor) implements UnaryLayer {
    @Override
    public Expr call(Expr x, Context context) {
      return x.times(factor);
    }
  }

  private Path file(String text) {
    try {
      return Files.writeString(folder.resolve("model.json"), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Path chain(String... layers) {
    return file(
        """
        {"class_name": "Sequential", "config": {"name": "net", "layers": [
          {"class_name": "InputLayer",
           "config": {"name": "in", "batch_shape": [null, 8, 8, 2], "dtype": "float32"}},
          %s]}}"""
            .formatted(String.join(",\n", layers)));
  }

  private static String layer(String className, String name, String options) {
    return """
        {"class_name": "%s", "config": {"name": "%s"%s}}"""
        .formatted(className, name, options.isEmpty() ? "" : ", " + options);
  }

  private static KerasException refused(Path file) {
    KerasException e = catchThrowableOfType(KerasException.class, () -> Keras.network(file));
    assertThat(e).as("a KerasException").isNotNull();
    return e;
  }

  @Test
  void everyUnknownLayerAndOptionIsNamedAtOnce() {
    Path file =
        chain(
            layer("Masking", "mask", "\"mask_value\": 0"),
            layer("Conv2D", "conv", "\"filters\": 3, \"kernel_size\": 3, \"padding\": \"causal\""),
            layer("MaxPooling2D", "pool", "\"data_format\": \"channels_first\""),
            layer("Flatten", "flat", ""),
            layer(
                "Dense",
                "dense",
                "\"units\": 2, \"activation\": \"lisht\", \"kernel_regularizer\": {\"l2\": 1}"),
            layer("LSTM", "rnn", "\"units\": 2"));

    KerasException e = refused(file);

    assertThat(e.problems())
        .containsExactlyInAnyOrder(
            "layer 'mask' (Masking): is of a class that Espalier does not know",
            "layer 'conv' (Conv2D): padding 'causal' is not supported, only 'valid' and 'same'",
            "layer 'pool' (MaxPooling2D): option data_format = \"channels_first\", only"
                + " channels_last",
            "layer 'dense' (Dense): activation 'lisht' is unknown; there are [elu, gelu,"
                + " leaky_relu, linear, mish, relu, selu, sigmoid, silu, softmax, softplus, swish,"
                + " tanh]",
            "layer 'dense' (Dense): option kernel_regularizer = {\"l2\":1}",
            "layer 'rnn' (LSTM): is of a class that Espalier does not know");
    assertThat(e)
        .hasMessageContaining("model.json cannot be imported")
        .hasMessageContaining("KerasImport.standard().with(\"MyLayer\"");
  }

  @Test
  void whatAUserConvertsIsTakenOver() {
    Path file =
        chain(
            layer("Rescaling", "scale", "\"scale\": 0.5"),
            layer("Flatten", "flat", ""),
            layer("Dense", "dense", "\"units\": 2, \"activation\": \"cube\""));
    Custom cube = Custom.of("cube", x -> x.times(x).times(x));

    Network network =
        KerasImport.standard()
            .with("Rescaling", config -> new Scale(config.number("scale")))
            .with("cube", cube)
            .network(file);

    assertThat(network.step("scale").orElseThrow().layer()).isEqualTo(new Scale(0.5));
    assertThat(network.summary().toString()).contains("dense");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "\"units\": \"two\"|$.config.layers[1].config.units should be a whole number, got \"two\"",
        "\"units\": 2.5|$.config.layers[1].config.units should be a whole number, got 2.5",
        "\"units\": null|$.config.layers[1].config has no \"units\"",
        "\"units\": 0|units must be > 0, got 0",
        "\"units\": 2, \"use_bias\": 1|$.config.layers[1].config.use_bias should be true or false",
        "\"units\": 2, \"kernel_initializer\": 3|kernel_initializer should be a text, got 3",
        "\"units\": 2, \"kernel_initializer\": \"magic\"|kernel_initializer \"magic\" has no",
        "\"units\": 2, \"dtype\": \"mixed_float16\"|dtype \"mixed_float16\"",
        "\"units\": 2, \"dtype\": \"float64\"|dtype \"float64\" among layers of another",
      })
  void aValueOfTheWrongKindIsNamedWithItsPlace(String options, String expected) {
    assertThat(refused(chain(layer("Dense", "dense", options)))).hasMessageContaining(expected);
  }

  @Test
  void brokenJsonIsNamedWithItsLine() {
    assertThat(refused(file("{\n  \"class_name\": \"Sequential\",,\n}")))
        .hasMessageContaining("model.json: line 2, column 30: broken JSON");
    assertThat(refused(file("{}"))).hasMessageContaining("$ has no \"config\"");
    assertThat(refused(file("{\"config\": {\"layers\": 3}}")))
        .hasMessageContaining("$.config should be a list […], got 3");
    assertThat(refused(file("{\"class_name\": \"Mine\", \"config\": {\"layers\": []}}")))
        .hasMessageContaining("only Sequential and Functional models");
    assertThat(refused(file("[".repeat(5000)))).hasMessageContaining("neither JSON nor");
    assertThat(refused(file("{\"a\":".repeat(5000)))).hasMessageContaining("broken JSON");
  }

  @Test
  void aChainWithoutInputShapeSaysWhatToDo() {
    Path file =
        file(
            "{\"class_name\": \"Sequential\", \"config\": {\"layers\": ["
                + layer("Flatten", "flat", "")
                + "]}}");

    assertThat(refused(file)).hasMessageContaining("put keras.Input(shape) first");
  }

  @Test
  void wiringThatLeadsNowhereIsRefused() {
    String in =
        "{\"class_name\": \"InputLayer\", \"name\": \"in\", \"inbound_nodes\": [], \"config\":"
            + " {\"batch_shape\": [null, 4], \"name\": \"in\"}}";
    String model =
        "{\"class_name\": \"Functional\", \"config\": {\"layers\": ["
            + in
            + ", {\"class_name\": \"Add\", \"name\": \"sum\", \"config\": {\"name\": \"sum\"},"
            + " \"inbound_nodes\": [[[\"in\", 0, 0, {}], [\"%s\", %s, 0, {}]]]}],"
            + " \"input_layers\": [[\"in\", 0, 0]], \"output_layers\": [[\"sum\", 0, 0]]}}";

    assertThat(refused(file(model.formatted("gone", 0)))).hasMessageContaining("'gone'");
    assertThat(refused(file(model.formatted("in", 3)))).hasMessageContaining("which there is not");
    assertThat(refused(file(model.formatted("sum", 0)))).hasMessageContaining("part of a loop");
  }

  @Test
  void layersThatDoNotFitTogetherSayWhere() {
    Path file =
        chain(
            layer("Conv2D", "big", "\"filters\": 2, \"kernel_size\": 9"),
            layer("Flatten", "flat", ""));

    assertThatThrownBy(() -> Keras.network(file))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContaining("'net/big'")
        .hasMessageContaining("at least 9×9");
  }

  @Test
  void whatKerasCannotSayIsNamedAtOnce() {
    Network network =
        Network.named("own")
            .vector(4)
            .dense("nish", 3, new Nish())
            .layer("scale", new Scale(2))
            .dense("out", 2)
            .build()
            .parametrize("nish/kernel", new Masked(0.5));

    KerasException e = catchThrowableOfType(KerasException.class, () -> Keras.json(network));

    assertThat(e.problems()).hasSize(3);
    assertThat(String.join("\n", e.problems()))
        .contains("layer 'nish': nish has no counterpart in Keras")
        .contains("layer 'scale': scale has no counterpart in Keras")
        .contains("its parametrizations");
    assertThat(e).hasMessageContaining("snapshot.saveTo(file)");
  }

  @Test
  void whatIsNoFileOfKerasIsRefused() {
    assertThat(refused(folder.resolve("gone.json"))).hasMessageContaining("there is no file");
    assertThat(refused(folder)).hasMessageContaining("KotlinDl.read(folder)");
    assertThat(refused(file(""))).hasMessageContaining("neither JSON nor");
    for (String name : List.of("model.json")) {
      Path json = Fixture.file(folder, "keras/shared/" + name);
      assertThatThrownBy(() -> Keras.snapshot(json))
          .isInstanceOf(KerasException.class)
          .hasMessageContaining("Keras.snapshot(architecture, weights)");
    }
  }
}
