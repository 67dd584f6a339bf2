package org.espalier.dsl.init;

import java.util.Optional;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.Nd;

/**
 * Weights of mean 0 whose variance is such that the value they first make of the signal has the
 * variance {@code signalVariance}: mean and variance of the signal are followed through the network
 * layer by layer, whatever its layers and activations are, a user's own included. A weight used at
 * several places is fitted to the first; a weight that never meets the signal has variance
 * signalVariance / fan-in. Source: Bingham and Miikkulainen, arXiv:2109.08958.
 *
 * @param inputMean of one entry of the network's inputs
 * @param inputVariance of one entry of the network's inputs, &gt; 0
 * @param signalVariance wanted, &gt; 0
 * @param distribution of the weights
 * @param exactMoments false for the published rules: each layer takes its inputs as normal, dropout
 *     as if their mean were 0; true for the moments of the network's expression as a whole
 */
public record AutoInit(
    double inputMean,
    double inputVariance,
    double signalVariance,
    Distribution distribution,
    boolean exactMoments)
    implements Initializer {
  public AutoInit {
    Check.finite("inputMean", inputMean);
    Check.positive("inputVariance", Check.finite("inputVariance", inputVariance));
    Check.positive("signalVariance", Check.finite("signalVariance", signalVariance));
  }

  /** As published: inputs and signal of variance 1, truncated normal weights. */
  public AutoInit() {
    this(0, 1, 1, Distribution.TRUNCATED_NORMAL, false);
  }

  /** A copy for inputs of another mean and variance. */
  public AutoInit withInput(double mean, double variance) {
    return new AutoInit(mean, variance, signalVariance, distribution, exactMoments);
  }

  /** A copy that keeps the signal at another variance. */
  public AutoInit withSignal(double variance) {
    return new AutoInit(inputMean, inputVariance, variance, distribution, exactMoments);
  }

  /** A copy whose weights follow another distribution. */
  public AutoInit withDistribution(Distribution other) {
    return new AutoInit(inputMean, inputVariance, signalVariance, other, exactMoments);
  }

  /** A copy that reads exact moments. */
  public AutoInit exact() {
    return new AutoInit(inputMean, inputVariance, signalVariance, distribution, true);
  }

  @Override
  public Nd values(Site site) {
    return distribution.values(site, variance(site));
  }

  @Override
  public Optional<Moment> law(Site site) {
    return Optional.of(new Moment(0, distribution.variance(site, variance(site))));
  }

  private double variance(Site site) {
    Moment input = new Moment(inputMean, inputVariance);
    double gain = site.around().gain(input, exactMoments).orElse(site.fanIn());
    return signalVariance / (gain > 0 && Double.isFinite(gain) ? gain : site.fanIn());
  }
}
