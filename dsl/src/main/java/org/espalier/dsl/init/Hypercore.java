package org.espalier.dsl.init;

import java.util.Optional;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.Nd;

/**
 * Starts a layer again from what a short training made of it: a weight of unit v is normal with
 * mean β·s·τ and variance s²·(1 − β²τ²), where s² = 2/fanIn and τ in [−1, 1] tells how much deeper
 * v sits in the graph of positive weights than in that of negative ones ({@link
 * LayerCores#balance}). So the expected square of every weight is He's. The last axis is the
 * outputs, all others together are the inputs; what has fewer than two axes is drawn as by {@link
 * HeNormal}. Source: Limnios et al., arXiv:2004.07636.
 *
 * <p>It needs the trained values: train for an epoch, then apply {@code new Restart(new
 * Hypercore())}.
 *
 * <p><b>Reconstruction:</b> the paper's formula for new weights could not be read; this one is ours
 * and keeps their variance. So are the default of β and taking a convolution's kernel as [height ·
 * width · in, out].
 *
 * @param minEdgeSize members without which a hyperedge is dead, ≥ 1
 * @param beta how much the structure found counts, in [0, 1]; 0 is {@link HeNormal}
 * @param side which units are the nodes
 */
public record Hypercore(int minEdgeSize, double beta, LayerCores.Side side) implements Initializer {
  public Hypercore {
    Check.positive("minEdgeSize", minEdgeSize);
    Check.that(beta >= 0 && beta <= 1, "beta must be in [0, 1], got %s", beta);
  }

  /** Pairs, β = 0.5, inputs as nodes. */
  public Hypercore() {
    this(0.5);
  }

  /** Pairs, inputs as nodes. */
  public Hypercore(double beta) {
    this(2, beta, LayerCores.Side.INPUT);
  }

  @Override
  public Nd values(Site site) {
    if (site.dims().length < 2) return new HeNormal().values(site);
    Nd trained = site.around().pretrained().orElseThrow(() -> untrained(site));
    return values(trained, site.random().gaussians(site.size()));
  }

  /**
   * New values in place of trained ones.
   *
   * @param trained of two axes or more
   * @param normals standard normal numbers, one a weight, in row-major order
   */
  public Nd values(Nd trained, double[] normals) {
    Nd out = Nd.zeros(trained.dims());
    if (out.size() == 0) return out;
    int outputs = (int) trained.dims()[trained.rank() - 1];
    double s = Math.sqrt(2.0 * outputs / trained.size());
    double[] balance = LayerCores.of(trained, minEdgeSize, side).balance();
    for (int i = 0; i < out.size(); i++) {
      double bias = beta * balance[side == LayerCores.Side.INPUT ? i / outputs : i % outputs];
      out.data()[i] = s * bias + s * Math.sqrt(1 - bias * bias) * normals[i];
    }
    return out;
  }

  /** Taken as of mean 0, which it has over all weights if neither sign is deeper than the other. */
  @Override
  public Optional<Moment> law(Site site) {
    return Optional.of(new Moment(0, 2 / site.fanIn()));
  }

  @Override
  public Optional<Initializer> pretraining() {
    return Optional.of(new HeNormal());
  }

  private static EspalierException untrained(Site site) {
    return new EspalierException(
        "the initializer 'hypercore' of '"
            + site.path()
            + "' needs the values it had after a short training, and there are none; describe the"
            + " network with another initializer (he), train it for an epoch, then apply"
            + " new Restart(new Hypercore()).plan(snapshot), or say"
            + " Fit.epochs(n).passOnce(1, new Restart(new Hypercore()))");
  }
}
