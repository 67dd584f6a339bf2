package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.init.BernoulliMask;
import org.espalier.dsl.init.LinkMask;
import org.espalier.dsl.init.RandomMask;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.ParametrizationRule;
import org.espalier.dsl.parametrization.Masked;

/**
 * How sparse a network's connections are from the start: {@code
 * Sparsity.erdosRenyi(0.05).on(network)} is the same network with a random mask before every weight
 * that its layers declare as connections. Either a density of the whole or an epsilon is given.
 *
 * @param allocation how the density varies between layers
 * @param density of all connections together, in (0, 1]; every layer gets its exact number of links
 * @param epsilon what the allocation's raw densities are multiplied by, &gt; 0; links are drawn one
 *     by one, as in the source
 * @param keepDense patterns below the network of what gets no mask: {@code conv1/kernel}
 * @param outputDense whether the connections right before the outputs get no mask either
 */
public record Sparsity(
    DensityAllocation allocation,
    OptionalDouble density,
    OptionalDouble epsilon,
    List<String> keepDense,
    boolean outputDense)
    implements Described {
  public Sparsity {
    Check.that(
        density.isPresent() != epsilon.isPresent(),
        "either a density or an epsilon must be given, got %s and %s",
        density,
        epsilon);
    density.ifPresent(d -> Check.density("density", d));
    epsilon.ifPresent(e -> Check.positive("epsilon", Check.finite("epsilon", e)));
    keepDense = List.copyOf(keepDense);
  }

  /** One density in all layers but the last; those are sparser than the whole. */
  public static Sparsity uniform(double density) {
    return of(DensityAllocation.UNIFORM, density);
  }

  /** Erdős–Rényi by layer, the last one dense. */
  public static Sparsity erdosRenyi(double density) {
    return of(DensityAllocation.ER, density);
  }

  /** Erdős–Rényi by layer with kernels' rows and columns (ERK), the last layer dense. */
  public static Sparsity erdosRenyiKernel(double density) {
    return of(DensityAllocation.ERK, density);
  }

  /**
   * About epsilon links for each input and output of a layer, the last one dense; SET's published
   * code has 20.
   */
  public static Sparsity epsilon(double epsilon) {
    return new Sparsity(
        DensityAllocation.ER, OptionalDouble.empty(), OptionalDouble.of(epsilon), List.of(), true);
  }

  private static Sparsity of(DensityAllocation allocation, double density) {
    return new Sparsity(
        allocation, OptionalDouble.of(density), OptionalDouble.empty(), List.of(), true);
  }

  /** A copy with further connections that get no mask, by patterns below the network. */
  public Sparsity keepDense(String... patterns) {
    List<String> more = new ArrayList<>(keepDense);
    more.addAll(List.of(patterns));
    return new Sparsity(allocation, density, epsilon, more, outputDense);
  }

  /** A copy that masks the connections right before the outputs, too. */
  public Sparsity withOutput() {
    return new Sparsity(allocation, density, epsilon, keepDense, false);
  }

  /**
   * The density of each of a network's connections, by path below it.
   *
   * @throws EspalierException when its layers declare none, or those that stay dense have too many
   */
  public Map<String, Double> densities(Network network) {
    List<Connections> all = Connections.of(network);
    if (all.isEmpty()) throw Targets.none(network);
    Set<Integer> dense = new TreeSet<>();
    for (int i = 0; i < all.size(); i++) if (staysDense(all.get(i))) dense.add(i);
    List<long[]> shapes = all.stream().map(c -> c.shape().toArray()).toList();
    List<Double> layers =
        density.isPresent()
            ? allocation.share(density.getAsDouble(), shapes, dense).layers()
            : byEpsilon(shapes, dense);
    Map<String, Double> densities = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) densities.put(all.get(i).below(), layers.get(i));
    return densities;
  }

  private List<Double> byEpsilon(List<long[]> shapes, Set<Integer> dense) {
    List<Double> layers = new ArrayList<>();
    for (int i = 0; i < shapes.size(); i++) {
      double d = allocation.density(epsilon.getAsDouble(), shapes.get(i));
      layers.add(dense.contains(i) ? 1 : d);
    }
    return layers;
  }

  private boolean staysDense(Connections c) {
    return outputDense && c.output()
        || keepDense.stream().anyMatch(p -> ParametrizationRule.matches(p, c.below()));
  }

  /**
   * A copy of a network with a mask before every weight that its layers declare as connections and
   * that does not stay dense.
   *
   * @throws EspalierException when its layers declare none, one has a mask already, or those that
   *     stay dense have more links than may be kept
   */
  public Network on(Network network) {
    for (Connections c : Connections.of(network)) {
      if (!c.masked()) continue;
      throw new EspalierException(
          "'" + c.path() + "' has a mask already; describe it either there or by Sparsity");
    }
    Network sparse = network;
    for (Map.Entry<String, Double> layer : densities(network).entrySet()) {
      if (layer.getValue() == 1) continue;
      sparse = sparse.parametrize(layer.getKey(), new Masked(mask(layer.getValue())));
    }
    return sparse;
  }

  private LinkMask mask(double layer) {
    return epsilon.isPresent() ? new BernoulliMask(layer) : new RandomMask(layer);
  }
}
