package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.init.ErdosRenyiMask;
import org.espalier.dsl.tensor.Nd;

/** How a density of a whole network is shared out among its layers. */
public enum DensityAllocation {
  /** All layers alike. */
  UNIFORM,
  /**
   * In proportion to (in + out) / (in · out), so that links grow with the number of units; Mocanu
   * et al., arXiv:1707.04780.
   */
  ER,
  /**
   * The same with a kernel's rows and columns: (in + out + rows + columns) / (in · out · rows ·
   * columns); Evci et al., arXiv:1911.11134.
   */
  ERK;

  /**
   * What was shared out.
   *
   * @param layers densities in (0, 1], in the order of the shapes
   * @param epsilon each layer's density is epsilon times its {@link #raw}, 1 at most
   */
  public record Shares(List<Double> layers, double epsilon) {
    public Shares {
      layers = List.copyOf(layers);
    }
  }

  /**
   * To what a layer's density is in proportion.
   *
   * @param dims [in, out] or [rows, columns, in, out]
   */
  public double raw(long... dims) {
    double sparseness = this == UNIFORM ? 1 : ErdosRenyiMask.sparseness(dims);
    if (this != ERK || dims.length == 2) return sparseness;
    long[] kernel = Arrays.copyOf(dims, dims.length - 2);
    double area = Nd.count(kernel);
    double pairs = (double) dims[dims.length - 2] * dims[dims.length - 1];
    return (sparseness + Arrays.stream(kernel).sum() / pairs) / area;
  }

  /** A layer's density for a given epsilon: epsilon times its {@link #raw}, 1 at most. */
  public double density(double epsilon, long... dims) {
    return Math.min(1, epsilon * raw(dims));
  }

  /**
   * Densities that together keep {@code density} of all links. Layers that would get more than all
   * their links are dense, the most demanding first, and the others share the rest.
   *
   * @param density links kept over all, in (0, 1]
   * @param shapes of the layers' weights
   * @param keepDense places in {@code shapes} of layers that stay dense; their links count
   * @throws EspalierException when those alone have more links than may be kept
   */
  public Shares share(double density, List<long[]> shapes, Collection<Integer> keepDense) {
    Check.density("density", density);
    boolean[] dense = new boolean[shapes.size()];
    for (int i : keepDense) dense[i] = true;
    double total = shapes.stream().mapToDouble(Nd::count).sum();
    double epsilon = epsilon(density * total, shapes, dense);
    for (int most = most(epsilon, shapes, dense); most >= 0; most = most(epsilon, shapes, dense)) {
      dense[most] = true;
      epsilon = epsilon(density * total, shapes, dense);
    }
    List<Double> layers = new ArrayList<>();
    for (int i = 0; i < dense.length; i++) {
      layers.add(dense[i] ? 1 : density(epsilon, shapes.get(i)));
    }
    return new Shares(layers, epsilon);
  }

  /** The same, every layer free to become sparse. */
  public Shares share(double density, List<long[]> shapes) {
    return share(density, shapes, Set.of());
  }

  /** What the sparse layers' raw densities are multiplied by; 0 where there is none. */
  private double epsilon(double links, List<long[]> shapes, boolean[] dense) {
    double demand = 0;
    double left = links;
    for (int i = 0; i < dense.length; i++) {
      int size = Nd.count(shapes.get(i));
      if (dense[i]) left -= size;
      else demand += raw(shapes.get(i)) * size;
    }
    if (demand == 0) return 0;
    if (left > 0) return left / demand;
    throw new EspalierException(
        String.format(
            "layers that stay dense have %.0f links alone, and no more than %.0f may be kept in"
                + " all; ask for a larger density, or let fewer layers stay dense",
            links - left, links));
  }

  /** The sparse layer that would get the most above density 1; -1 where none would. */
  private int most(double epsilon, List<long[]> shapes, boolean[] dense) {
    int most = -1;
    for (int i = 0; i < dense.length; i++) {
      if (dense[i] || epsilon * raw(shapes.get(i)) <= 1) continue;
      if (most < 0 || raw(shapes.get(i)) > raw(shapes.get(most))) most = i;
    }
    return most;
  }
}
