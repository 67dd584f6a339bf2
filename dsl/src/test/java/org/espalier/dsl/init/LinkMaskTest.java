package org.espalier.dsl.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.json.Json;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.Nd;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mask is of ones and zeros, of the density it says, and reads back from JSON. */
class LinkMaskTest {
  private static final long[] DIMS = {120, 200};

  static Stream<LinkMask> masks() {
    Nd half = Nd.zeros(DIMS);
    for (int i = 0; i < half.size(); i += 2) half.data()[i] = 1;
    return Stream.of(
        new RandomMask(0.3),
        new RandomMask(1),
        new BernoulliMask(0.3),
        new ErdosRenyiMask(20),
        new ErdosRenyiMask(1e6),
        new GroupMask(4),
        GivenMask.of(half));
  }

  private static Nd draw(LinkMask mask, long... dims) {
    return mask.values(new Site("net/k", dims, RandomSource.of(3, "net/k", "init")));
  }

  @ParameterizedTest
  @MethodSource("masks")
  void onesAndZerosOfTheDensitySaid(LinkMask mask) {
    Nd drawn = draw(mask, DIMS);
    assertThat(drawn.dims()).containsExactly(DIMS);
    assertThat(Arrays.stream(drawn.data())).allMatch(v -> v == 0 || v == 1);
    double d = mask.density(DIMS);
    boolean exact = !(mask instanceof BernoulliMask || mask instanceof ErdosRenyiMask);
    double error = exact ? 1e-12 : 5 * Math.sqrt(d * (1 - d) / drawn.size()) + 1e-12;
    assertThat(Arrays.stream(drawn.data()).average().orElseThrow()).isCloseTo(d, within(error));
    assertThat(draw(mask, DIMS)).isEqualTo(drawn);
    Json json = Json.standard();
    assertThat(json.read(json.text(mask), LinkMask.class)).isEqualTo(mask);
  }

  @Test
  void erdosRenyiOfTheSheet() {
    assertThat(new ErdosRenyiMask(11).density(784, 1000)).isCloseTo(0.02503, within(5e-6));
    assertThat(new ErdosRenyiMask(11).density(20, 10)).isEqualTo(1);
  }

  @Test
  void groupsAreBlocks() {
    assertThat(draw(new GroupMask(2), 4, 2).data()).containsExactly(1, 0, 1, 0, 0, 1, 0, 1);
    Nd kernels = draw(new GroupMask(2), 1, 2, 2, 2);
    assertThat(kernels.data()).containsExactly(1, 0, 0, 1, 1, 0, 0, 1);
  }

  @Test
  void whatDoesNotFitIsSaid() {
    assertThatThrownBy(() -> new GroupMask(3).density(6, 4))
        .isInstanceOf(EspalierException.class)
        .hasMessage("inputs and outputs (the last two axes) that 3 groups divide");
    assertThatThrownBy(() -> GivenMask.of(Nd.filled(1, 2, 3)).density(3, 2))
        .hasMessage("[2, 3], as its mask has");
    assertThatThrownBy(() -> GivenMask.of(Nd.zeros(2, 3)))
        .hasMessageContaining("at least one link");
    assertThatThrownBy(() -> GivenMask.of(new boolean[][] {{true}, {true, false}}))
        .hasMessage("links[1] has 2 outputs, links[0] has 1");
    for (double bad : List.of(0.0, -0.1, 1.5, Double.NaN)) {
      assertThatThrownBy(() -> new BernoulliMask(bad))
          .hasMessage("density must be in (0, 1], got " + bad);
    }
    assertThatThrownBy(() -> new ErdosRenyiMask(0)).hasMessage("epsilon must be > 0, got 0.0");
    assertThatThrownBy(() -> new GroupMask(0)).hasMessage("groups must be > 0, got 0");
  }

  @Test
  void linksByInputAndOutput() {
    GivenMask mask = GivenMask.of(new boolean[][] {{true, false, true}, {false, false, true}});
    assertThat(draw(mask, 2, 3).data()).containsExactly(1, 0, 1, 0, 0, 1);
    assertThat(mask.density(2, 3)).isEqualTo(0.5);
  }

  @Test
  void aLargeMaskIsShortInJson() {
    GivenMask mask = GivenMask.of(draw(new RandomMask(0.1), 784, 1000));
    Json json = Json.standard();
    String text = json.text(mask);
    assertThat(text.length()).isLessThan(784_000 / 8 * 4 / 3 + 200);
    assertThat(json.read(text, LinkMask.class)).isEqualTo(mask);
  }
}
