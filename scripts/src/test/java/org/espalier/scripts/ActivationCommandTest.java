package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

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
