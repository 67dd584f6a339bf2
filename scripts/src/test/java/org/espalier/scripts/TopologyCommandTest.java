package org.espalier.scripts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.espalier.dsl.activation.Relu;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.step.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyCommandTest {
  @TempDir Path folder;

  private String saved(String name, int width, long seed) {
    Network network = Network.named("net").vector(30).dense(width, new Relu()).dense(4).build();
    Path file = folder.resolve(name);
    Snapshot.initial(
            network.parametrize("**/kernel", new Masked(0.25)),
            Training.classification().seed(seed))
        .saveTo(file);
    return file.toString();
  }

  @Test
  void aModelsLinksAreCounted() {
    JsonNode found = Typed.json("topology", saved("a", 20, 1));

    assertThat(found.get("network").asText()).isEqualTo("net");
    assertThat(found.at("/layers/0/path").asText()).isEqualTo("net/dense1/kernel");
    assertThat(found.at("/layers/0/links").asInt()).isEqualTo(150);
    assertThat(found.at("/layers/0/density").asDouble()).isEqualTo(0.25);
    assertThat(found.at("/layers/0/inDegree/mean").asDouble()).isEqualTo(7.5);
    assertThat(found.at("/whole/units").asInt()).isEqualTo(54);
    assertThat(found.at("/whole/shortestPath").asInt()).isEqualTo(2);
    assertThat(found.has("nnstd")).isFalse();
  }

  @Test
  void twoModelsAreCompared() {
    JsonNode found = Typed.json("topology", saved("a", 20, 1), saved("b", 20, 2));

    double mean = found.at("/nnstd/mean").asDouble();
    assertThat(mean).isBetween(0.2, 1.0);
    double both = 0;
    for (JsonNode layer : found.at("/nnstd/layers")) both += layer.get("distance").asDouble();
    assertThat(mean).isCloseTo(both / 2, within(1e-12));
    assertThat(found.at("/nnstd/layers/0/matching")).hasSize(20);
    assertThat(found.at("/other/layers")).hasSize(2);
    JsonNode same = Typed.json("topology", saved("a", 20, 1), saved("b", 20, 1));
    assertThat(same.at("/nnstd/mean").asDouble()).isZero();
  }

  @Test
  void textIsTables() {
    Typed typed = Typed.run("topology", saved("a", 20, 1), saved("b", 20, 2));

    assertThat(typed.code()).as(typed.err()).isZero();
    assertThat(typed.out()).contains("links by layer", "modularity", "NNSTD 0.");
  }

  @Test
  void otherWidthsAreRefusedUnlessPadded() {
    String a = saved("a", 20, 1);
    String b = saved("b", 15, 1);

    Typed typed = Typed.run("topology", a, b);
    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.err()).contains("expected to be 20 as in the first, but is 15");
    assertThat(Typed.json("topology", a, b, "--pad").at("/nnstd/layers/0/matching")).hasSize(20);
  }
}
