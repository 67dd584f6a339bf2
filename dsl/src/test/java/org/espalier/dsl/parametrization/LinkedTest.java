package org.espalier.dsl.parametrization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.contract.Slopes;
import org.espalier.dsl.contract.TracedNetwork;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.Uniform;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.layer.Dense;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Start;
import org.espalier.dsl.network.Variable;
import org.espalier.dsl.reading.Cost;
import org.espalier.dsl.reading.Evaluation;
import org.espalier.dsl.reading.Gradient;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LinkedTest {
  private static Network dense(Parametrization... chain) {
    Network network = TracedNetwork.around(new Dense(4), List.<long[]>of(new long[] {5}));
    for (Parametrization p : chain) network = network.parametrize("**/kernel", p);
    return network;
  }

  private static TracedNetwork traced(Parametrization... chain) {
    return new TracedNetwork(dense(chain), true);
  }

  private static Expr leaf(TracedNetwork t, String name) {
    return t.tracing.variable("net/layer/" + name).leaf();
  }

  /** Values of the linked layer, and the same links as a full weight and its mask. */
  private record Pair(TracedNetwork linked, Map<Expr, Nd> links, TracedNetwork masked, Nd full) {
    static Pair of(double density) {
      TracedNetwork linked = traced(new Linked(density));
      Map<Expr, Nd> links = linked.values(3);
      Nd full = Nd.zeros(5, 4);
      double[] places = links.get(leaf(linked, "kernel/places")).data();
      for (int i = 0; i < places.length; i++) {
        full.data()[(int) places[i]] = links.get(leaf(linked, "kernel")).data()[i];
      }
      return new Pair(linked, links, traced(new Masked(density)), full);
    }

    Map<Expr, Nd> behindMask() {
      Map<Expr, Nd> given = masked.values(3);
      given.put(leaf(masked, "kernel"), full);
      given.put(leaf(masked, "kernel/mask"), full.map(v -> v == 0 ? 0 : 1));
      given.put(leaf(masked, "bias"), links.get(leaf(linked, "bias")));
      return given;
    }
  }

  @Test
  void storesTheLinksAlone() {
    TracedNetwork t = traced(new Linked(0.3));
    assertThat(t.shapes(Variable.Role.WEIGHT)).containsEntry("kernel", List.of(6L));
    assertThat(t.shapes(Variable.Role.STATE))
        .containsExactly(Map.entry("kernel/places", List.of(6L)));
    double[] places = t.values(1).get(leaf(t, "kernel/places")).data();
    assertThat(Arrays.stream(places).distinct().sorted().toArray()).isEqualTo(places);
    assertThat(Arrays.stream(places).boxed()).allMatch(p -> p >= 0 && p < 20);
  }

  @Test
  void givesWhatTheMaskedLayerGives() {
    Pair p = Pair.of(0.3);
    Map<Expr, Nd> masked = p.behindMask();
    Nd expected = Evaluation.of(p.masked.output, masked);
    assertThat(Evaluation.of(p.linked.output, p.links).data())
        .containsExactly(expected.data(), within(1e-12));
    double[] places = p.links.get(leaf(p.linked, "kernel/places")).data();
    Nd dense = slope(p.masked, masked);
    Nd slope = slope(p.linked, p.links);
    for (int i = 0; i < places.length; i++) {
      assertThat(slope.data()[i]).isCloseTo(dense.data()[(int) places[i]], within(1e-12));
    }
    Slopes.check(p.linked.output, p.linked.differentiable(), p.links, 2e-6);
  }

  private static Nd slope(TracedNetwork t, Map<Expr, Nd> given) {
    return Evaluation.of(Gradient.of(t.output.square().sum(), leaf(t, "kernel")), given);
  }

  @Test
  void costsWhatItsLinksCost() {
    TracedNetwork t = traced(new Linked(0.3));
    assertThat(Cost.of(t.output).macs()).isEqualTo(6);
    List<Expr> slopes =
        Gradient.of(t.output.sum(), List.of(t.inputs.get("in0"), leaf(t, "kernel")));
    assertThat(Cost.of(slopes, Map.of()).macs()).isEqualTo(12);
    assertThat(Cost.of(traced(new Masked(0.3)).output).macs()).isEqualTo(20);
  }

  @Test
  void startsWithValuesOfTheLayersInitializer() {
    TracedNetwork t = new TracedNetwork(dense(new Linked(0.9)).withInit(new Uniform(-1, 1)), true);
    Map<String, Tensor> start = Start.of(t.network, t.tracing.variables(), 7);
    double[] linked = start.get("net/layer/kernel").toNd().data();
    TracedNetwork full = new TracedNetwork(dense().withInit(new Uniform(-1, 1)), true);
    double[] whole =
        Start.of(full.network, full.tracing.variables(), 7).get("net/layer/kernel").toNd().data();
    assertThat(whole).contains(linked);
  }

  @Test
  void standsInForWhatIsBeforeIt() {
    TracedNetwork t = traced(new Masked(0.5), new Linked(0.3));
    assertThat(t.shapes(Variable.Role.STATE)).containsOnlyKeys("kernel/places");
  }

  @Test
  void constraintsCannotHold() {
    assertThatThrownBy(() -> traced(new MaxNorm(1), new Linked(0.3)))
        .isInstanceOf(EspalierException.class)
        .hasMessage(
            "parameter 'net/layer/kernel' may not leave [MaxNorm[radius=1.0]], which cannot hold"
                + " while it is stored in another form; leave one of the two out");
  }

  @Test
  void vectorsStayWhole() {
    Network network = dense().parametrize("**", new Linked(0.5));
    TracedNetwork t = new TracedNetwork(network, true);
    assertThat(t.shapes(Variable.Role.WEIGHT)).containsEntry("bias", List.of(4L));
  }

  @Test
  void densityIsAShareOfAll() {
    assertThatThrownBy(() -> new Linked(0)).hasMessage("density must be in (0, 1], got 0.0");
  }

  @Test
  void jsonGivesItBack() {
    Json json = Json.standard();
    assertThat(json.read(json.text(new Linked(0.2)), Parametrization.class))
        .isEqualTo(new Linked(0.2));
  }
}
