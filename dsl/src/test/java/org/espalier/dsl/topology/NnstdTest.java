package org.espalier.dsl.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.espalier.dsl.contract.MethodVectors;
import org.espalier.dsl.tensor.Nd;
import org.junit.jupiter.api.Test;

/** NNSTD of masks against the vectors and the claims of its sheet. */
class NnstdTest {
  private static final double TOLERANCE = 1e-12;

  private final JsonNode vectors = MethodVectors.of("nnstd");

  @Test
  void unitsAreApartByTheShareOfInputsThatOnlyOneHas() {
    for (JsonNode pair : vectors.get("pair_distance")) {
      TopologyDistance found =
          Nnstd.distance(List.of(unit(pair.get("a"))), List.of(unit(pair.get("b"))));

      assertThat(found.mean()).isCloseTo(pair.get("distance").doubleValue(), within(TOLERANCE));
    }
  }

  /** One unit of ten possible inputs. */
  private static Nd unit(JsonNode inputs) {
    Nd mask = Nd.zeros(10, 1);
    inputs.forEach(i -> mask.data()[i.intValue()] = 1);
    return mask;
  }

  @Test
  void networksAreApartAsInTheVectors() {
    for (JsonNode c : vectors.get("cases")) {
      List<Nd> one = masks(c.get("net1"));
      List<Nd> other = masks(c.get("net2"));
      TopologyDistance found = Nnstd.distance(one, other);
      assertApart(found, c.get("layer_distance"), c.get("network_distance"));
      assertApart(
          Nnstd.distance(other, one),
          c.get("layer_distance_swapped"),
          c.get("network_distance_swapped"));
      for (int k = 0; k < found.layers().size(); k++) {
        LayerDistance layer = found.layers().get(k);
        assertThat(layer.unique())
            .as("%s, layer %s", c.get("name"), k)
            .isEqualTo(c.get("matching_is_unique").get(k).booleanValue());
        if (!layer.unique()) continue;
        List<Integer> expected = new ArrayList<>();
        c.get("matching").get(k).forEach(j -> expected.add(j.intValue()));
        assertThat(layer.matching()).isEqualTo(expected);
      }
    }
  }

  private static void assertApart(TopologyDistance found, JsonNode layers, JsonNode network) {
    assertThat(found.mean()).isCloseTo(network.doubleValue(), within(TOLERANCE));
    assertThat(found.perLayer()).hasSize(layers.size());
    for (int k = 0; k < layers.size(); k++) {
      assertThat(found.perLayer().get(k)).isCloseTo(layers.get(k).doubleValue(), within(TOLERANCE));
    }
  }

  private static List<Nd> masks(JsonNode layers) {
    List<Nd> masks = new ArrayList<>();
    layers.forEach(layer -> masks.add(MethodVectors.numbers(layer)));
    return masks;
  }

  @Property(tries = 100)
  void aNetworkIsItself(@ForAll long seed, @ForAll @DoubleRange(min = 0, max = 1) double density) {
    List<Nd> masks = RandomMasks.chain(seed, density, 9, 7, 8, 4);

    // Not of every layer: among equal units the solver may choose others, which do differ later.
    assertThat(Nnstd.distance(masks, masks).perLayer().get(0)).isZero();
    if (distinct(masks)) assertThat(Nnstd.distance(masks, masks).mean()).isZero();
  }

  @Property(tries = 100)
  void namesOfDistinctHiddenUnitsDoNotCount(
      @ForAll long seed, @ForAll @DoubleRange(min = 0.2, max = 0.8) double density) {
    List<Nd> masks = RandomMasks.chain(seed, density, 14, 9, 8, 4);
    if (!distinct(masks)) return;

    TopologyDistance found = Nnstd.distance(masks, RandomMasks.relabelled(masks, seed + 1));

    assertThat(found.perLayer()).containsOnly(0.0);
  }

  @Property(tries = 200)
  void distancesAreSharesAndMatchingHelps(
      @ForAll long seed,
      @ForAll @DoubleRange(min = 0, max = 1) double one,
      @ForAll @DoubleRange(min = 0, max = 1) double other) {
    List<Nd> a = RandomMasks.chain(seed, one, 8, 6, 7, 3);
    List<Nd> b = RandomMasks.chain(seed + 1, other, 8, 6, 7, 3);

    TopologyDistance found = Nnstd.distance(a, b);

    assertThat(found.perLayer()).allMatch(d -> d >= 0 && d <= 1);
    assertThat(found.layers()).allMatch(l -> l.distance() <= l.inOrder() + TOLERANCE);
    double first = found.perLayer().get(0);
    assertThat(Nnstd.distance(b, a).perLayer().get(0)).isCloseTo(first, within(TOLERANCE));
  }

  @Test
  void disjointSupportsAreAsFarApartAsCanBe() {
    List<Nd> a = RandomMasks.chain(1, 0.4, 8, 6, 5);
    List<Nd> b = a.stream().map(mask -> mask.map(m -> 1 - m)).toList();
    List<Nd> full = a.stream().map(mask -> mask.map(m -> 1)).toList();
    List<Nd> empty = a.stream().map(mask -> mask.map(m -> 0)).toList();

    assertThat(Nnstd.distance(a, b).layers().get(0).inOrder()).isEqualTo(1);
    assertThat(Nnstd.distance(full, empty).perLayer()).containsOnly(1.0);
    Nd upper = Nd.zeros(8, 6);
    Nd lower = Nd.zeros(8, 6);
    for (int i = 0; i < 48; i++) (i < 24 ? upper : lower).data()[i] = 1;
    assertThat(Nnstd.distance(List.of(upper), List.of(lower)).mean()).isEqualTo(1);
  }

  @Property(tries = 40)
  void movedLinksCountTwiceOverOnePlusThem(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 10) int moved) {
    int links = 10;
    Nd a = Nd.zeros(40, 30);
    Nd b = Nd.zeros(40, 30);
    Random random = new Random(seed);
    for (int j = 0; j < 30; j++) {
      List<Integer> places = new ArrayList<>(IntStream.range(0, 40).boxed().toList());
      Collections.shuffle(places, random);
      for (int i = 0; i < links; i++) {
        a.data()[places.get(i) * 30 + j] = 1;
        b.data()[places.get(i + moved) * 30 + j] = 1;
      }
    }
    double f = moved / (double) links;

    LayerDistance found = Nnstd.distance(List.of(a), List.of(b)).layers().get(0);

    assertThat(found.inOrder()).isCloseTo(2 * f / (1 + f), within(TOLERANCE));
  }

  @Test
  void independentNetworksAreApartByTheirDensity() {
    for (double density : new double[] {0.05, 0.2, 0.5}) {
      List<Nd> a = RandomMasks.chain(3, density, 300, 200);
      List<Nd> b = RandomMasks.chain(4, density, 300, 200);

      LayerDistance found = Nnstd.distance(a, b).layers().get(0);

      assertThat(found.inOrder()).isCloseTo(1 - density / (2 - density), within(0.01));
      assertThat(found.distance()).isLessThan(found.inOrder());
    }
  }

  @Test
  void countsByWordsAsByLinks() {
    List<Nd> a = RandomMasks.chain(3, 0.9, 130, 5);
    List<Nd> b = RandomMasks.chain(4, 0.9, 130, 5);
    double expected = Double.POSITIVE_INFINITY;
    for (int[] order : permutations(5)) {
      double sum = 0;
      for (int i = 0; i < 5; i++) sum += ned(a.get(0), i, b.get(0), order[i]);
      expected = Math.min(expected, sum / 5);
    }

    assertThat(Nnstd.distance(a, b).mean()).isCloseTo(expected, within(TOLERANCE));
  }

  private static double ned(Nd a, int i, Nd b, int j) {
    int common = 0;
    int union = 0;
    for (int s = 0; s < 130; s++) {
      double x = a.data()[s * 5 + i];
      double y = b.data()[s * 5 + j];
      if (x != 0 && y != 0) common++;
      if (x != 0 || y != 0) union++;
    }
    return (union - common) / (double) union;
  }

  private static List<int[]> permutations(int n) {
    List<int[]> all = new ArrayList<>();
    for (int code = 0; code < Math.pow(n, n); code++) {
      int[] order = new int[n];
      for (int i = 0, rest = code; i < n; i++, rest /= n) order[i] = rest % n;
      if (Arrays.stream(order).distinct().count() == n) all.add(order);
    }
    return all;
  }

  @Test
  void outputsMayKeepTheirOrder() {
    Nd a = new Nd(new long[] {2, 2}, new double[] {1, 0, 0, 1});
    Nd b = new Nd(new long[] {2, 2}, new double[] {0, 1, 1, 0});

    assertThat(Nnstd.distance(List.of(a), List.of(b)).mean()).isZero();
    NnstdOptions inOrder = NnstdOptions.PUBLISHED.withOutputsInOrder();
    assertThat(Nnstd.distance(List.of(a), List.of(b), inOrder).mean()).isEqualTo(1);
    assertThat(Nnstd.distance(List.of(a, a), List.of(b, b), inOrder).perLayer())
        .containsExactly(0.0, 0.0);
  }

  @Test
  void otherWidthsAreRefusedOrPadded() {
    List<Nd> a = RandomMasks.chain(1, 0.5, 6, 5, 3);
    List<Nd> b = RandomMasks.chain(1, 0.5, 6, 4, 3);

    assertThatThrownBy(() -> Nnstd.distance(a, b))
        .hasMessageContaining("the number of units of 'layer 1' and 'layer 1'")
        .hasMessageContaining("expected to be 5 as in the first, but is 4 in the second")
        .hasMessageContaining("withPadding()");
    TopologyDistance padded = Nnstd.distance(a, b, NnstdOptions.PUBLISHED.withPadding());
    assertThat(padded.matchings().get(0)).hasSize(5);
    assertThat(padded.mean()).isBetween(0.0, 1.0);
  }

  /** A unit more that nothing hears: its layer is one unit in six away, the next not at all. */
  @Test
  void aMissingUnitIsAUnitWithoutLinks() {
    Nd first = Nd.zeros(12, 6);
    for (int j = 0; j < 6; j++) {
      for (int s = 2 * j; s < 2 * j + 2; s++) first.data()[s * 6 + j] = 1;
    }
    Nd second = new Nd(new long[] {6, 2}, new double[] {1, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 0});
    Nd narrow = Nd.zeros(12, 5);
    for (int s = 0; s < 12; s++) {
      System.arraycopy(first.data(), s * 6, narrow.data(), s * 5, 5);
    }
    Nd head = new Nd(new long[] {5, 2}, Arrays.copyOf(second.data(), 10));
    NnstdOptions padded = NnstdOptions.PUBLISHED.withPadding();

    for (boolean swapped : new boolean[] {false, true}) {
      List<Nd> wide = List.of(first, second);
      List<Nd> slim = List.of(narrow, head);
      TopologyDistance found =
          swapped ? Nnstd.distance(slim, wide, padded) : Nnstd.distance(wide, slim, padded);
      assertThat(found.perLayer().get(0)).isCloseTo(1 / 6.0, within(TOLERANCE));
      assertThat(found.perLayer().get(1)).isZero();
    }
  }

  @Test
  void otherDepthsAndBadMasksAreRefused() {
    List<Nd> a = RandomMasks.chain(1, 0.5, 7, 5, 3);

    assertThatThrownBy(() -> Nnstd.distance(a, a.subList(0, 1)))
        .hasMessageContaining("the number of layers");
    assertThatThrownBy(() -> Nnstd.distance(List.of(), List.of()))
        .hasMessageContaining("at least one layer");
    assertThatThrownBy(() -> Nnstd.distance(List.of(a.get(1), a.get(0)), a))
        .hasMessageContaining("layer 2 has 7 sources, but layer 1 has 3 units");
    assertThatThrownBy(() -> Nnstd.distance(List.of(Nd.of(1, 2)), List.of(Nd.of(1, 2))))
        .hasMessageContaining("two axes or more");
    Nd nan = new Nd(new long[] {1, 2}, new double[] {1, Double.NaN});
    assertThatThrownBy(() -> Nnstd.distance(List.of(nan), List.of(nan)))
        .hasMessageContaining("no finite number at source 0, unit 1");
  }

  @Test
  void allPairsAreCompared() {
    List<Wiring> nets =
        IntStream.range(0, 4)
            .mapToObj(i -> Wiring.of(RandomMasks.chain(i / 2, 0.4, 20, 12, 6)))
            .toList();

    double[][] all = Nnstd.pairwise(nets, NnstdOptions.PUBLISHED);

    double one = Nnstd.distance(nets.get(1), nets.get(2), NnstdOptions.PUBLISHED).mean();
    assertThat(all[1][2]).isEqualTo(one).isEqualTo(all[2][1]);
    assertThat(all[0][1]).isZero();
    assertThat(DoubleStream.of(all[0][0], all[3][3]).sum()).isZero();
  }

  /** Whether every layer's units have links of their own, and hidden ones are told apart. */
  private static boolean distinct(List<Nd> masks) {
    for (Nd mask : masks.subList(0, masks.size() - 1)) {
      int units = (int) mask.dims()[1];
      Set<List<Double>> seen = new HashSet<>();
      for (int j = 0; j < units; j++) {
        List<Double> links = new ArrayList<>();
        for (int s = j; s < mask.size(); s += units) links.add(mask.data()[s]);
        if (!seen.add(links)) return false;
      }
    }
    return true;
  }
}
