package org.espalier.dsl.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.espalier.dsl.activation.ActivationCurve;
import org.espalier.dsl.activation.Ada;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.activation.Tanh;
import org.espalier.dsl.contract.LayerContract;
import org.espalier.dsl.contract.LayerSlopes;
import org.espalier.dsl.contract.MethodVectors;
import org.espalier.dsl.contract.Slopes;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.tensor.Nd;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** PyNADA layers against the vectors and the claims of the sheet on ADA. */
class PyNadaTest {
  private static final double TOLERANCE = 1e-12;

  @Nested
  class DenseKeeps extends LayerContract {
    {
      subject(new PyNadaDense(4, new Ada(0.7, 0, 0.01).trainable()));
      takes(3);
      gives(4);
      weight("dendrite/kernel", 3, 4);
      weight("dendrite/bias", 4);
      weight("dendrite/activation/alpha");
      weight("soma/kernel", 3, 4);
      weight("soma/bias", 4);
    }
  }

  @Nested
  class ConvolutionKeeps extends LayerContract {
    {
      subject(new PyNadaConv2d(new Conv2d(3, 2, new Ada(0.3)).same().withoutBias()));
      takes(3, 4, 2);
      gives(3, 4, 3);
      weight("dendrite/kernel", 2, 2, 2, 3);
      weight("soma/kernel", 2, 2, 2, 3);
    }
  }

  @Test
  void valuesAndGradientsAreThoseOfTheSheet() {
    JsonNode v = MethodVectors.of("ada").get("pynada_dense");
    Ada ada =
        new Ada(
            v.get("alpha").doubleValue(), v.get("c").doubleValue(), v.get("leak").doubleValue());
    Map<String, Nd> weights = weights(nd(v, "wa"), nd(v, "ba"), nd(v, "wr"), nd(v, "br"));
    int units = nd(v, "ba").size();
    LayerSlopes s =
        LayerSlopes.of(new PyNadaDense(units, ada), nd(v, "x"), weights, nd(v, "upstream"));
    JsonNode grads = v.get("grads");
    assertThat(s.y()).containsExactly(nd(v, "y").data(), within(TOLERANCE));
    assertThat(s.to("x")).containsExactly(nd(grads, "x").data(), within(TOLERANCE));
    assertThat(s.to("dendrite/kernel")).containsExactly(nd(grads, "wa").data(), within(TOLERANCE));
    assertThat(s.to("dendrite/bias")).containsExactly(nd(grads, "ba").data(), within(TOLERANCE));
    assertThat(s.to("soma/kernel")).containsExactly(nd(grads, "wr").data(), within(TOLERANCE));
    assertThat(s.to("soma/bias")).containsExactly(nd(grads, "br").data(), within(TOLERANCE));
  }

  private static Nd nd(JsonNode v, String name) {
    return MethodVectors.numbers(v.get(name));
  }

  private static Map<String, Nd> weights(Nd wa, Nd ba, Nd wr, Nd br) {
    return Map.of("dendrite/kernel", wa, "dendrite/bias", ba, "soma/kernel", wr, "soma/bias", br);
  }

  @Test
  void eitherBranchAloneIsAPlainLayer() {
    Nd x = Slopes.values(0, 5, 3);
    Nd w = Slopes.values(1, 3, 2);
    Nd b = Nd.of(0.3, -0.2);
    Nd none = Nd.zeros(3, 2);
    Nd ones = Nd.filled(1, 5, 2);
    Ada ada = new Ada(0.7, 0.2, 0.01);
    PyNadaDense layer = new PyNadaDense(2, ada);
    Map<String, Nd> plain = Map.of("kernel", w, "bias", b);
    assertThat(LayerSlopes.of(layer, x, weights(none, Nd.zeros(2), w, b), ones).y())
        .containsExactly(LayerSlopes.of(new Dense(2, new Relu()), x, plain, ones).y());
    Nd below = Nd.of(-1, 0);
    assertThat(LayerSlopes.of(layer, x, weights(w, b, none, below), ones).y())
        .containsExactly(LayerSlopes.of(new Dense(2, ada), x, plain, ones).y());
  }

  @Test
  void itIsADenseOrAnImageLayer() {
    Network net =
        Network.named("net")
            .image(8, 8, 1)
            .layer(new PyNadaConv2d(4, 3))
            .maxPool(2)
            .flatten()
            .layer(new PyNadaDense(5))
            .dense(2)
            .build();
    assertThat(net.summary().parameters()).isEqualTo(2 * 40 + 2 * (36 * 5 + 5) + 12);
    assertThat(new PyNadaDense(5).withActivation(new Tanh()).activation()).isEqualTo(new Tanh());
    assertThat(ActivationCurve.of(new PyNadaDense(5).activation(), 1).y()[0])
        .isCloseTo(Math.exp(-1), within(TOLERANCE));
  }
}
