package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivationCommandTest {
  @Test
  void nishAsItsFormulaSays() {
    JsonNode nish = Typed.json("activation", "nish", "--at=-2,-1,0,1");

    for (int i = 0; i < 4; i++) {
      double x = i - 2;
      assertThat(nish.at("/x/" + i).asDouble()).isEqualTo(x);
      assertThat(nish.at("/y/" + i).asDouble()).isCloseTo(nish(x), within(1e-12));
      double slope = (nish(x + 1e-6) - nish(x - 1e-6)) / 2e-6;
      assertThat(nish.at("/dydx/" + i).asDouble()).isCloseTo(slope, within(1e-5));
    }
  }

  private static double nish(double x) {
    return x >= 0 ? x : (x + Math.sin(x)) / (1 + Math.exp(-x));
  }

  @Test
  void settingsAreTaken() {
    JsonNode leaky = Typed.json("activation", "leaky-relu", "--at=-2,3", "--param", "slope=0.25");

    assertThat(leaky.get("y").toString()).isEqualTo("[-0.5,3.0]");
    assertThat(leaky.get("dydx").toString()).isEqualTo("[0.25,1.0]");
  }

  @Test
  void severalSettingsAreTakenAndTheOthersAreAsUsual() {
    JsonNode ada =
        Typed.json("activation", "ada", "--at=-2,0,2", "--param", "alpha=0.5", "--param=shift=1");
    JsonNode leaky = Typed.json("activation", "ada", "--at=-2", "--param", "leak=0.25");
    JsonNode gentle = Typed.json("activation", "gelu", "--at=1", "--param", "approximate=true");

    assertThat(ada.get("y").toString()).isEqualTo("[0.0,0.0,2.0]");
    assertThat(ada.at("/activation").textValue()).contains("alpha 0.5", "shift 1.0");
    assertThat(leaky.get("y").toString()).isEqualTo("[-0.5]");
    assertThat(gentle.at("/y/0").asDouble()).isCloseTo(0.8411919906, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({
    "ada, alpha=0.3, 2.0, 1.0976232721880528",
    "pfplus, lambda=2, -1.0, -1.0",
    "pfplus, mu=3, -1.0, -0.25",
    "fplus, , -1.0, -0.5",
    "sinLu, amplitude=0, 0.0, 0.0",
    "trainablePfplus, lambda=2, -1.0, -1.0",
    "trainableAda, alpha=1, 1.0, 0.36787944117144233",
  })
  void theFamilyIsThere(String name, String setting, double x, double y) {
    List<String> line = new ArrayList<>(List.of("activation", name, "--at=" + x));
    if (setting != null) line.addAll(List.of("--param", setting));
    JsonNode found = Typed.json(line.toArray(new String[0]));

    assertThat(found.at("/y/0").asDouble()).isCloseTo(y, within(1e-12));
  }

  @Test
  void onePointAndManyAreTheSameFunction() {
    JsonNode many = Typed.json("activation", "gelu", "--at=-0.5,0.25,7");
    JsonNode one = Typed.json("activation", "gelu", "--at=0.25");

    assertThat(many.at("/y/1")).isEqualTo(one.at("/y/0"));
    assertThat(many.at("/dydx/1")).isEqualTo(one.at("/dydx/0"));
  }

  @Test
  void softmaxSeesThePointsTogether() {
    JsonNode softmax = Typed.json("activation", "softmax", "--at=0,0");

    assertThat(softmax.get("y").toString()).isEqualTo("[0.5,0.5]");
    assertThat(softmax.get("dydx").toString()).isEqualTo("[0.25,0.25]");
  }

  @Test
  void textHasOneLineAPoint() {
    assertThat(Typed.run("activation", "relu", "--at=-1,2").out().lines())
        .hasSize(3)
        .first()
        .isEqualTo("x            y                        dy/dx");
  }
}
