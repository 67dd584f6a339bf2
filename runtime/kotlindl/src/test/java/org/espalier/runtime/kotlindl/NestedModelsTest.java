package org.espalier.runtime.kotlindl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.espalier.dsl.layer.Block;
import org.espalier.dsl.network.Network;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model used twice inside another: Keras 2 counts its uses from 1, Keras 3 from 0. */
class NestedModelsTest {
  private static final String MODEL =
      """
      {"class_name": "Functional", "keras_version": "%s", "config": {"name": "net", "layers": [
        {"class_name": "InputLayer", "name": "x", "inbound_nodes": [],
         "config": {"name": "x", "batch_shape": [null, 3]}},
        {"class_name": "InputLayer", "name": "y", "inbound_nodes": [],
         "config": {"name": "y", "batch_shape": [null, 3]}},
        {"class_name": "%s", "name": "inner",
         "inbound_nodes": [[["x", 0, 0, {}]], [["y", 0, 0, {}]]],
         "config": {"name": "inner", "input_layers": [["i", 0, 0]], "output_layers": [["d", 0, 0]],
          "layers": [
           {"class_name": "InputLayer", "name": "i", "inbound_nodes": [],
            "config": {"name": "i", "batch_shape": [null, 3]}},
           {"class_name": "Dense", "name": "d", "inbound_nodes": [[["i", 0, 0, {}]]],
            "config": {"name": "d", "units": 3}}]}},
        {"class_name": "Concatenate", "name": "both", "config": {"name": "both"},
         "inbound_nodes": [[["inner", %d, 0, {}], ["x", 0, 0, {}]]]}],
       "input_layers": [["x", 0, 0], ["y", 0, 0]],
       "output_layers": [["both", 0, 0], ["inner", %d, 0]]}}
      """;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "2.15.0, Functional, 1, 2",
    "2.15.0, Sequential, 1, 2",
    "3.0.0, Functional, 0, 2",
    "3.0.0, Sequential, 0, 1"
  })
  void theFirstUseIsTheFirstUse(String version, String className, int use, int output)
      throws Exception {
    Path file = folder.resolve("model.json");
    Files.writeString(file, MODEL.formatted(version, className, use, output));

    Network network = Keras.network(file);

    assertThat(network.step("inner").orElseThrow().layer()).isInstanceOf(Block.class);
    assertThat(network.step("both").orElseThrow().inputs()).isEqualTo(List.of("inner", "x"));
    assertThat(network.step("inner_2").orElseThrow().inputs()).isEqualTo(List.of("y"));
    assertThat(network.outputs()).isEqualTo(List.of("both", "inner_2"));
  }

  @Test
  void sharedUsesComeBack() throws Exception {
    Path file = folder.resolve("model.json");
    Files.writeString(file, MODEL.formatted("3.0.0", "Functional", 0, 2));
    Network network = Keras.network(file);

    Keras.write(network, folder.resolve("again.json"));

    assertThat(Keras.network(folder.resolve("again.json"))).isEqualTo(network);
  }
}
