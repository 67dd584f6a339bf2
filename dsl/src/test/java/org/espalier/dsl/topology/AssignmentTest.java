package org.espalier.dsl.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.espalier.dsl.contract.MethodVectors;
import org.jgrapht.alg.matching.KuhnMunkresMinimalWeightBipartitePerfectMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;
import org.junit.jupiter.api.Test;

/** The solver against JGraphT's and against all permutations. */
class AssignmentTest {
  @Test
  void solvesTheSheetsExample() {
    JsonNode check = MethodVectors.of("nnstd").get("assignment_check");
    double[] flat = MethodVectors.numbers(check.get("cost")).data();
    double[][] cost = new double[3][];
    for (int i = 0; i < 3; i++) cost[i] = Arrays.copyOfRange(flat, 3 * i, 3 * i + 3);

    Assignment found = Assignment.solve(cost);

    assertThat(found.total()).isEqualTo(check.get("total").doubleValue());
    assertThat(Arrays.stream(found.columns()).asDoubleStream().toArray())
        .isEqualTo(MethodVectors.numbers(check.get("columns")).data());
    assertThat(found.unique()).isTrue();
  }

  @Property(tries = 300)
  void costsWhatJGraphTsCosts(
      @ForAll @IntRange(min = 1, max = 30) int n,
      @ForAll @IntRange(min = 0, max = 20) int values,
      @ForAll long seed) {
    double[][] cost = random(n, values, seed);

    Assignment found = Assignment.solve(cost);

    assertThat(Arrays.stream(found.columns()).boxed().sorted())
        .containsExactlyElementsOf(IntStream.range(0, n).boxed().toList());
    double sum = IntStream.range(0, n).mapToDouble(i -> cost[i][found.columns()[i]]).sum();
    assertThat(found.total()).isCloseTo(sum, within(1e-12 * n));
    assertThat(found.total()).isCloseTo(oracle(cost), within(1e-9 * n));
    assertThat(Assignment.solve(cost).columns()).isEqualTo(found.columns());
  }

  @Property(tries = 300)
  void saysWhetherAnotherIsAsGood(
      @ForAll @IntRange(min = 1, max = 6) int n,
      @ForAll @IntRange(min = 0, max = 9) int values,
      @ForAll long seed) {
    double[][] cost = random(n, values, seed);
    double[] totals = totals(cost, 0, new boolean[n]);
    Arrays.sort(totals);

    Assignment found = Assignment.solve(cost);

    assertThat(found.total()).isCloseTo(totals[0], within(1e-12));
    boolean alone = n == 1 || totals[1] - totals[0] > 1e-9;
    assertThat(found.unique()).isEqualTo(alone);
  }

  @Test
  void nothingIsMatchedWithNothing() {
    assertThat(Assignment.solve(new double[0][]).total()).isZero();
  }

  @Test
  void refusesWhatIsNoSquareOfNumbers() {
    assertThatThrownBy(() -> Assignment.solve(new double[][] {{1, 2}, {3}}))
        .hasMessageContaining("row 1 has 1 columns");
    assertThatThrownBy(() -> Assignment.solve(new double[][] {{Double.NaN}}))
        .hasMessageContaining("the cost at 0, 0 must be finite, got NaN");
  }

  /** Costs between −0.5 and 0.5; of so many different values, or of any where that is 0. */
  private static double[][] random(int n, int values, long seed) {
    Random random = new Random(seed);
    double[][] cost = new double[n][n];
    for (double[] row : cost) {
      for (int j = 0; j < n; j++) {
        double drawn = random.nextDouble();
        row[j] = (values == 0 ? drawn : Math.floor(drawn * values) / values) - 0.5;
      }
    }
    return cost;
  }

  private static double oracle(double[][] cost) {
    SimpleWeightedGraph<Integer, DefaultWeightedEdge> graph =
        new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    int n = cost.length;
    Set<Integer> rows = new LinkedHashSet<>();
    Set<Integer> columns = new LinkedHashSet<>();
    for (int i = 0; i < 2 * n; i++) {
      graph.addVertex(i);
      (i < n ? rows : columns).add(i);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        graph.setEdgeWeight(graph.addEdge(i, n + j), cost[i][j] + 1);
      }
    }
    return new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(graph, rows, columns)
            .getMatching()
            .getWeight()
        - n;
  }

  private static double[] totals(double[][] cost, int row, boolean[] taken) {
    if (row == cost.length) return new double[] {0};
    return IntStream.range(0, cost.length)
        .filter(j -> !taken[j])
        .boxed()
        .flatMapToDouble(
            j -> {
              taken[j] = true;
              double[] rest = totals(cost, row + 1, taken);
              taken[j] = false;
              return Arrays.stream(rest).map(t -> t + cost[row][j]);
            })
        .toArray();
  }
}
