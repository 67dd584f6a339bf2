package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalCommandTest {
  @Test
  void everyLayerHasWhatIsPredictedAndWhatIsMeasured() {
    JsonNode found = Typed.json("signal", "--network", "cnn", "--init", "autoInit", "--seeds", "3");
    JsonNode summary = Typed.json("summary", "cnn");
    List<String> names = new ArrayList<>();
    summary.get("layers").forEach(layer -> names.add(layer.get("name").asText()));
    List<String> seen = new ArrayList<>();
    for (JsonNode layer : found.get("layers")) {
      seen.add(layer.get("name").asText());
      assertThat(layer.at("/predicted/variance").asDouble()).isPositive();
      assertThat(layer.at("/measured/variance").asDouble()).isPositive();
      assertThat(layer.at("/measured/varianceDeviation").asDouble()).isPositive();
      assertThat(layer.at("/predicted/mean").isNumber()).isTrue();
      assertThat(layer.at("/measured/mean").isNumber()).isTrue();
      assertThat(layer.at("/measured/meanDeviation").isNumber()).isTrue();
    }
    assertThat(seen).isEqualTo(names);
    assertThat(found.get("seeds").asInt()).isEqualTo(3);
    assertThat(found.get("init").asText()).isEqualTo("autoInit");
  }

  @Test
  void dataHaveTheirOwnMoments() {
    JsonNode found =
        Typed.json("signal", "--network", "mlp", "--init", "he", "--data", "digits", "--seeds=2");
    JsonNode input = found.at("/layers/0");
    assertThat(input.at("/predicted/mean").asDouble())
        .isCloseTo(input.at("/measured/mean").asDouble(), within(1e-9));
    assertThat(input.at("/measured/meanDeviation").asDouble()).isZero();
    assertThat(found.get("data").asText()).startsWith("1024 examples of digits");
  }

  @Test
  void textIsATable() {
    Typed typed = Typed.run("signal", "--network=mlp", "--input=4,4,1", "--seeds=2");
    assertThat(typed.code()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("2 nets on normal inputs", "predicted", "±");
  }

  @ParameterizedTest
  @CsvSource({
    "--network mlp --init autoinitt, autoInit",
    "--network mlp --seeds 0, --seeds must be at least 1",
    "--network mlpp, mlp",
    "--network mlp --input 4 --data digits, give --input or --data",
    "--seeds 2, --network",
  })
  void whatIsTypedWrongIsSaid(String typed, String said) {
    Typed run = Typed.run(("signal " + typed).split(" "));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains(said);
    assertThat(run.out()).isEmpty();
  }
}
