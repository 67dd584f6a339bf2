package org.espalier.runtime.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.espalier.dsl.init.Hypercores;
import org.espalier.dsl.tensor.Nd;
import org.jgrapht.alg.clustering.LabelPropagationClustering;
import org.jgrapht.alg.clustering.UndirectedModularityMeasurer;
import org.jgrapht.alg.scoring.Coreness;
import org.jgrapht.alg.scoring.EigenvectorCentrality;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;
import org.junit.jupiter.api.Test;

/** Our measures against JGraphT's, against hypercores, and on graphs whose answer is known. */
class GraphMeasuresTest {
  private static final double TOLERANCE = 1e-9;

  /** Edges as they were drawn. */
  private record Drawn(int units, int[] from, int[] to, double[] weight) {
    UnitGraph graph() {
      return UnitGraph.of(units, from, to, weight);
    }

    SimpleWeightedGraph<Integer, DefaultWeightedEdge> oracle() {
      SimpleWeightedGraph<Integer, DefaultWeightedEdge> graph =
          new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
      for (int i = 0; i < units; i++) graph.addVertex(i);
      for (int e = 0; e < from.length; e++) {
        graph.setEdgeWeight(graph.addEdge(from[e], to[e]), weight[e]);
      }
      return graph;
    }
  }

  private static Drawn random(long seed, int units, double density, boolean weighted) {
    Random random = new Random(seed);
    List<int[]> pairs = new ArrayList<>();
    for (int i = 0; i < units; i++) {
      for (int j = i + 1; j < units; j++) {
        if (random.nextDouble() < density) pairs.add(new int[] {i, j});
      }
    }
    double[] weight =
        pairs.stream().mapToDouble(p -> weighted ? 0.1 + random.nextDouble() : 1).toArray();
    return new Drawn(
        units,
        pairs.stream().mapToInt(p -> p[0]).toArray(),
        pairs.stream().mapToInt(p -> p[1]).toArray(),
        weight);
  }

  @Property(tries = 50)
  void coresOfEqualWeightsAreThoseOfJGraphT(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int units) {
    Drawn drawn = random(seed, units, 0.2, false);
    Coreness<Integer, DefaultWeightedEdge> oracle = new Coreness<>(drawn.oracle());

    double[] found = Cores.of(drawn.graph());

    for (int i = 0; i < units; i++) {
      assertThat(found[i]).isEqualTo(oracle.getVertexScore(i).doubleValue());
    }
  }

  /** An edge is a hyperedge of two members. */
  @Property(tries = 50)
  void coresAreHypercoresOfPairs(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 30) int units) {
    Drawn drawn = random(seed, units, 0.3, true);
    int edges = drawn.from().length;
    Nd incidence = Nd.zeros(units, edges);
    for (int e = 0; e < edges; e++) {
      incidence.data()[drawn.from()[e] * edges + e] = drawn.weight()[e];
      incidence.data()[drawn.to()[e] * edges + e] = drawn.weight()[e];
    }

    assertThat(Cores.of(drawn.graph()))
        .containsExactly(Hypercores.numbers(incidence, 2), within(TOLERANCE));
  }

  @Property(tries = 30)
  void modularityIsThatOfJGraphTAndNoneFoundIsLess(
      @ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int units) {
    Drawn drawn = random(seed, units, 0.15, true);
    if (drawn.from().length == 0) return;
    SimpleWeightedGraph<Integer, DefaultWeightedEdge> graph = drawn.oracle();
    UndirectedModularityMeasurer<Integer, DefaultWeightedEdge> measurer =
        new UndirectedModularityMeasurer<>(graph);

    Communities found = Communities.of(drawn.graph());

    List<Set<Integer>> sets = new ArrayList<>();
    for (int c = 0; c < found.count(); c++) sets.add(new LinkedHashSet<>());
    for (int i = 0; i < units; i++) sets.get(found.of()[i]).add(i);
    assertThat(found.modularity()).isCloseTo(measurer.modularity(sets), within(TOLERANCE));
    double propagated =
        measurer.modularity(
            new LabelPropagationClustering<>(graph, new Random(1)).getClustering().getClusters());
    assertThat(found.modularity()).isGreaterThanOrEqualTo(propagated - 0.05);
  }

  @Test
  void twoCliquesWithABridgeAreTwoCommunities() {
    List<int[]> pairs = new ArrayList<>();
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < 6; i++) {
        for (int j = i + 1; j < 6; j++) pairs.add(new int[] {6 * c + i, 6 * c + j});
      }
    }
    pairs.add(new int[] {5, 6});
    double[] ones = new double[pairs.size()];
    Arrays.fill(ones, 1);
    UnitGraph graph =
        UnitGraph.of(
            12,
            pairs.stream().mapToInt(p -> p[0]).toArray(),
            pairs.stream().mapToInt(p -> p[1]).toArray(),
            ones);

    Communities found = Communities.of(graph);

    assertThat(found.of()).containsExactly(0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1);
    assertThat(found.modularity()).isCloseTo(30 / 31.0 - 0.5, within(TOLERANCE));
  }

  @Property(tries = 20)
  void centralityIsJGraphTsWhereThatConverges(@ForAll long seed) {
    Drawn drawn = random(seed, 20, 0.5, true);
    EigenvectorCentrality<Integer, DefaultWeightedEdge> oracle =
        new EigenvectorCentrality<>(drawn.oracle(), 1000, 1e-12);
    double[] expected = new double[20];
    for (int i = 0; i < 20; i++) expected[i] = oracle.getVertexScore(i);
    double length = Math.sqrt(Arrays.stream(expected).map(x -> x * x).sum());

    Centrality found = Centrality.of(drawn.graph());

    assertThat(found.converged()).isTrue();
    for (int i = 0; i < 20; i++) {
      assertThat(found.values()[i]).isCloseTo(expected[i] / length, within(1e-6));
    }
  }

  /** A star is layered: plain power iteration swings between its two sides. */
  @Test
  void centralityOfALayeredGraph() {
    UnitGraph star = UnitGraph.of(5, new int[4], new int[] {1, 2, 3, 4}, new double[] {1, 1, 1, 1});

    double[] found = Centrality.of(star).values();

    assertThat(found[0]).isCloseTo(Math.sqrt(0.5), within(1e-8));
    for (int i = 1; i < 5; i++) assertThat(found[i]).isCloseTo(Math.sqrt(0.125), within(1e-8));
  }

  @Test
  void parallelEdgesAddUp() {
    UnitGraph graph =
        UnitGraph.of(3, new int[] {0, 1, 1}, new int[] {1, 0, 2}, new double[] {1, 2, 4});

    assertThat(graph.edges()).isEqualTo(2);
    assertThat(graph.degrees()).containsExactly(1, 2, 1);
    assertThat(graph.strengths()).containsExactly(3, 7, 4);
  }

  @Test
  void pointsOfThePlaneKeepTheirDistances() {
    double[][] points = {{0, 0}, {3, 0}, {0, 4}, {-1, 1}};
    double[][] distances = new double[4][4];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        distances[i][j] = Math.hypot(points[i][0] - points[j][0], points[i][1] - points[j][1]);
      }
    }

    double[][] found = Scaling.plane(distances);

    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 4; j++) {
        double d = Math.hypot(found[i][0] - found[j][0], found[i][1] - found[j][1]);
        assertThat(d).isCloseTo(distances[i][j], within(TOLERANCE));
      }
    }
    assertThat(Scaling.plane(new double[1][1])).isEqualTo(new double[][] {{0, 0}});
    assertThat(Scaling.plane(new double[3][3])).isEqualTo(new double[3][2]);
  }
}
