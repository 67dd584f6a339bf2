package org.espalier.dsl.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import org.espalier.dsl.contract.InitializerContract;
import org.espalier.dsl.contract.MethodVectors;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.tensor.Nd;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Rewiring against the vectors and the claims of its sheet. */
class RewiringTest {
  private static final double TOLERANCE = 1e-12;
  private static final JsonNode VECTORS = MethodVectors.of("pa-rewiring");

  @Nested
  class RewiredKeeps extends InitializerContract {
    {
      subject(new HeNormal().rewired());
      moments(s -> 0, s -> 2 / s.fanIn());
    }

    @Test
    void theBasesWeightsAreAllThere() {
      for (long[] dims : new long[][] {{40, 30}, {3, 3, 4, 8}, {2, 1, 3, 2, 3}, {1, 9}, {9, 1}}) {
        Site site = new Site("k", dims, RandomSource.of(4, "k"));
        Site again = new Site("k", dims, RandomSource.of(4, "k"));
        double[] base = new HeNormal().values(site).data();
        double[] rewired = new HeNormal().rewired().values(again).data();
        if (dims[0] > 1 && dims[1] > 1) assertThat(rewired).isNotEqualTo(base);
        assertThat(sorted(rewired)).containsExactly(sorted(base));
      }
    }

    @Test
    void biasesStayAsDrawn() {
      Site site = new Site("b", new long[] {9}, RandomSource.of(4, "b"));
      assertThat(new HeNormal().rewired().values(site)).isEqualTo(draw9());
    }

    private static Nd draw9() {
      return new HeNormal().values(new Site("b", new long[] {9}, RandomSource.of(4, "b")));
    }
  }

  @Nested
  class StabilisedKeeps extends InitializerContract {
    {
      subject(new HeNormal().stabilised(5));
      moments(s -> 0, s -> 2 / s.fanIn());
    }

    @Test
    void theDrawThatVariesLeastIsKept() {
      long[] dims = {12, 7};
      RandomSource random = RandomSource.of(3, "k");
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < 20; i++) {
        Nd w = new HeNormal().values(new Site("k", dims, random));
        least = Math.min(least, StrengthVariance.ofKernel(w).mean());
      }
      Site site = new Site("k", dims, RandomSource.of(3, "k"));
      Nd kept = new HeNormal().stabilised(20).values(site);
      assertThat(StrengthVariance.ofKernel(kept).mean()).isEqualTo(least);
    }
  }

  @Test
  void aStepIsThatOfTheSheet() {
    assertThat(VECTORS.get("single_step")).hasSize(3);
    for (JsonNode step : VECTORS.get("single_step")) {
      double[] p = Rewiring.probabilities(MethodVectors.numbers(step.get("strength")).data());
      assertThat(p).containsExactly(MethodVectors.numbers(step.get("p")).data(), within(TOLERANCE));
      int[] targets = Rewiring.order(p, MethodVectors.numbers(step.get("u")).data());
      assertThat(targets)
          .containsExactly(
              Arrays.stream(MethodVectors.numbers(step.get("targets")).data())
                  .mapToInt(t -> (int) t)
                  .toArray());
      assertThat(Rewiring.placed(MethodVectors.numbers(step.get("row")).data(), targets))
          .containsExactly(MethodVectors.numbers(step.get("new_row")).data());
    }
  }

  @Test
  void bothPassesAreThoseOfTheSheet() {
    assertThat(VECTORS.get("full")).hasSize(3);
    for (JsonNode full : VECTORS.get("full")) {
      Nd w = MethodVectors.numbers(full.get("w"));
      Nd first = MethodVectors.numbers(full.get("u_first"));
      Nd second = MethodVectors.numbers(full.get("u_second"));
      Nd once = Rewiring.firstPass(w, first);
      Nd twice = Rewiring.rewire(w, first, second);
      assertThat(once).isEqualTo(MethodVectors.numbers(full.get("after_first_pass")));
      assertThat(twice).isEqualTo(MethodVectors.numbers(full.get("after_second_pass")));
      requireVariance(w, full.get("stats_before"));
      requireVariance(once, full.get("stats_after_first"));
      requireVariance(twice, full.get("stats_after"));
    }
  }

  private static void requireVariance(Nd w, JsonNode stats) {
    StrengthVariance v = StrengthVariance.of(w);
    assertThat(v.rows()).isCloseTo(stats.get("row_strength_var").doubleValue(), within(TOLERANCE));
    assertThat(v.columns())
        .isCloseTo(stats.get("col_strength_var").doubleValue(), within(TOLERANCE));
  }

  /** The vectors' weights are He normal: standard normal ones would vary three times less. */
  @Test
  void strengthsVaryLessByTheSheetsRatios() {
    assertThat(VECTORS.get("ensemble")).hasSize(3);
    for (JsonNode e : VECTORS.get("ensemble")) {
      double[] shape = MethodVectors.numbers(e.get("shape_out_in")).data();
      int reps = 20;
      double rows = 0;
      double columns = 0;
      for (int rep = 0; rep < reps; rep++) {
        RandomSource random = RandomSource.of(rep, "ensemble");
        double sd = Math.sqrt(2 / shape[1]);
        Nd w = gaussian((int) shape[0], (int) shape[1], random).map(x -> sd * x);
        StrengthVariance before = StrengthVariance.of(w);
        StrengthVariance after = StrengthVariance.of(rewired(w, random));
        rows += after.rows() / before.rows() / reps;
        columns += after.columns() / before.columns() / reps;
      }
      requireRatio(rows, e, "row", reps);
      requireRatio(columns, e, "col", reps);
    }
  }

  private static void requireRatio(double ratio, JsonNode e, String side, int reps) {
    double mean = e.get("mean_ratio_" + side + "_var").doubleValue();
    double sd = e.get("sd_ratio_" + side + "_var").doubleValue();
    assertThat(ratio).isCloseTo(mean, within(3 * sd / Math.sqrt(reps) + mean / 10));
  }

  @Test
  void sumsAndFirstLinesStayAsTheSheetSays() {
    RandomSource random = RandomSource.of(1, "m");
    Nd w = gaussian(20, 33, random);
    Nd once = Rewiring.firstPass(w, uniform(20, 33, random));
    Nd twice =
        Rewiring.rewire(w, uniform(20, 33, RandomSource.of(2, "u")), uniform(33, 20, random));
    Nd half = Rewiring.firstPass(w, uniform(20, 33, RandomSource.of(2, "u")));
    for (int r = 0; r < 20; r++) {
      assertThat(sorted(line(once, r, 0))).containsExactly(sorted(line(w, r, 0)));
    }
    for (int c = 0; c < 33; c++) {
      assertThat(sorted(line(twice, c, 1))).containsExactly(sorted(line(half, c, 1)));
    }
    assertThat(line(once, 0, 0)).containsExactly(line(w, 0, 0));
    assertThat(line(twice, 0, 1)).containsExactly(line(half, 0, 1));
  }

  @Test
  void manyColumnsAreDrawnInTheOrderOfTheirKeys() {
    RandomSource random = RandomSource.of(9, "keys");
    for (int n : new int[] {1, 2, 95, 96, 1000}) {
      double[] keys = random.uniforms(n);
      keys[n / 2] = -0.0;
      keys[n / 3] = keys[0];
      int[] order = new KeyOrder(n).of(keys);
      for (int i = 1; i < n; i++) {
        double before = keys[order[i - 1]];
        double here = keys[order[i]];
        assertThat(before < here || (before == here && order[i - 1] < order[i])).isTrue();
      }
      assertThat(Arrays.stream(order).distinct().count()).isEqualTo(n);
    }
  }

  @Test
  void groupsAreRewiredAlone() {
    long[] dims = {3, 3, 4, 6};
    Nd base = new Normal(0, 1).values(new Site("k", dims, RandomSource.of(1, "k")));
    Site site = new Site("k", dims, RandomSource.of(1, "k"));
    Nd grouped = new Rewired(new Normal(0, 1), 2).values(site);
    assertThat(sorted(outputs(grouped, 6, 0, 3))).containsExactly(sorted(outputs(base, 6, 0, 3)));
    Site again = new Site("k", dims, RandomSource.of(1, "k"));
    Nd channels = new Rewired(new Normal(0, 1), Rewired.DEPTHWISE).values(again);
    assertThat(channels.dims()).containsExactly(dims);
    for (int c = 0; c < 4; c++) {
      assertThat(sorted(outputs(channels, 24, 6 * c, 6 * c + 6)))
          .containsExactly(sorted(outputs(base, 24, 6 * c, 6 * c + 6)));
    }
    assertThatThrownBy(() -> new Rewired(new Normal(0, 1), 4).values(site))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("'k' has 6 outputs, which are no 4 equal groups");
  }

  @Test
  void whatIsNoNumberIsRefused() {
    Nd w = Nd.filled(1, 3, 3);
    w.data()[4] = Double.NaN;
    assertThatThrownBy(() -> Rewiring.rewire(w, Nd.filled(0.5, 3, 3), Nd.filled(0.5, 3, 3)))
        .isInstanceOf(EspalierException.class)
        .hasMessageContaining("number 4 of [3, 3] is NaN");
    assertThatThrownBy(() -> Rewiring.rewire(Nd.zeros(2, 3), Nd.zeros(2, 3), Nd.zeros(2, 3)))
        .hasMessageContaining("uniforms2 must be [3, 2]");
  }

  private static double[] outputs(Nd w, int of, int from, int to) {
    double[] out = new double[w.size() / of * (to - from)];
    for (int i = 0; i < out.length; i++) {
      out[i] = w.data()[i / (to - from) * of + from + i % (to - from)];
    }
    return out;
  }

  private static Nd rewired(Nd w, RandomSource random) {
    int rows = (int) w.dims()[0];
    int columns = (int) w.dims()[1];
    return Rewiring.rewire(w, uniform(rows, columns, random), uniform(columns, rows, random));
  }

  private static Nd gaussian(int rows, int columns, RandomSource random) {
    return new Nd(new long[] {rows, columns}, random.gaussians(rows * columns));
  }

  private static Nd uniform(int rows, int columns, RandomSource random) {
    return new Nd(new long[] {rows, columns}, random.uniforms(rows * columns));
  }

  /** A row (axis 0) or a column (axis 1) of a matrix. */
  private static double[] line(Nd w, int at, int axis) {
    int columns = (int) w.dims()[1];
    double[] out = new double[axis == 0 ? columns : (int) w.dims()[0]];
    for (int i = 0; i < out.length; i++) {
      out[i] = axis == 0 ? w.data()[at * columns + i] : w.data()[i * columns + at];
    }
    return out;
  }

  private static double[] sorted(double[] values) {
    double[] out = values.clone();
    Arrays.sort(out);
    return out;
  }
}
