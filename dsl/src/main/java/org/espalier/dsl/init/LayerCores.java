package org.espalier.dsl.init;

import org.espalier.dsl.error.Check;
import org.espalier.dsl.tensor.Nd;

/**
 * Hypercore numbers of a layer's units in the graph of its positive weights and in that of its
 * negative ones; see {@link Hypercores}. Source: Limnios et al., arXiv:2004.07636.
 *
 * @param positive one number a unit
 * @param negative one number a unit
 */
public record LayerCores(double[] positive, double[] negative) {
  /**
   * Of a kernel [in, out] or [height, width, in, out], whose last axis is the outputs and whose
   * other axes together are the inputs.
   *
   * @param minEdgeSize members without which a hyperedge is dead, ≥ 1
   * @param side which units are the nodes; the others are the hyperedges
   */
  public static LayerCores of(Nd kernel, int minEdgeSize, Side side) {
    Check.that(kernel.rank() >= 2, "a layer's kernel has two axes or more, got %s", kernel);
    int outputs = (int) kernel.dims()[kernel.rank() - 1];
    int inputs = outputs == 0 ? 0 : kernel.size() / outputs;
    Nd nodes = side == Side.INPUT ? kernel.reshape(inputs, outputs) : turned(kernel, outputs);
    return new LayerCores(
        Hypercores.numbers(nodes, minEdgeSize),
        Hypercores.numbers(nodes.map(w -> -w), minEdgeSize));
  }

  private static Nd turned(Nd kernel, int outputs) {
    int inputs = outputs == 0 ? 0 : kernel.size() / outputs;
    Nd out = Nd.zeros(outputs, inputs);
    Rewiring.transpose(kernel.data(), 0, outputs, inputs, outputs, out.data(), 0, inputs);
    return out;
  }

  /**
   * τ = (positive − negative)/(positive + negative) of each unit, in [−1, 1]; 0 where both are 0.
   */
  public double[] balance() {
    double[] out = new double[positive.length];
    for (int i = 0; i < out.length; i++) {
      double sum = positive[i] + negative[i];
      out[i] = sum == 0 ? 0 : (positive[i] - negative[i]) / sum;
    }
    return out;
  }

  /** Units of a layer. */
  public enum Side {
    /** What it receives. */
    INPUT,
    /** What it computes. */
    OUTPUT
  }
}
