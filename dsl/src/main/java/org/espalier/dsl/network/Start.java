package org.espalier.dsl.network;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.init.Site;
import org.espalier.dsl.init.Surroundings;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Tensor;

/**
 * The values that variables start from: each drawn from its own stream of a seed, knowing as much
 * of the network around it as its initializer asks for.
 */
public final class Start {
  private final Network network;
  private final long seed;
  private final Map<String, Nd> pretrained;
  private final Map<SignalOptions, Propagation> signals = new HashMap<>();

  private Start(Network network, long seed, Map<String, Nd> pretrained) {
    this.network = network;
    this.seed = seed;
    this.pretrained = pretrained;
  }

  /** Starting values by path. */
  public static SortedMap<String, Tensor> of(
      Network network, Collection<Variable> variables, long seed) {
    return of(network, variables, seed, Map.of());
  }

  /**
   * Starting values by path, where some variables were trained before.
   *
   * @param pretrained what their initializers find in {@link Surroundings#pretrained()}
   */
  public static SortedMap<String, Tensor> of(
      Network network, Collection<Variable> variables, long seed, Map<String, Nd> pretrained) {
    Start start = new Start(network, seed, pretrained);
    SortedMap<String, Tensor> arrays = new TreeMap<>();
    for (Variable v : variables) arrays.put(v.path(), start.draw(v));
    for (Variable v : variables) {
      Tensor mask = arrays.get(Masked.path(v.path()));
      if (mask != null) arrays.computeIfPresent(v.path(), (path, w) -> hidden(w, mask));
    }
    return arrays;
  }

  /** What a mask hides starts at 0, so that a stored weight is the one that is used. */
  private static Tensor hidden(Tensor weights, Tensor mask) {
    double[] links = mask.toNd().data();
    Nd kept = weights.toNd();
    for (int i = 0; i < links.length; i++) if (links[i] == 0) kept.data()[i] = 0;
    return Tensor.of(weights.dtype(), kept);
  }

  private Tensor draw(Variable v) {
    Site site = site(v, around(v));
    Nd values = v.init().values(site);
    if (!Arrays.equals(values.dims(), site.dims())) {
      throw new EspalierException(
          v.init()
              + " gave "
              + Arrays.toString(values.dims())
              + " for '"
              + v.path()
              + "', which is "
              + v.type());
    }
    return Tensor.of(v.type().dtype(), values);
  }

  private Site site(Variable v, Surroundings around) {
    RandomSource random = RandomSource.of(seed, v.path(), "init");
    return new Site(v.path(), v.type().shape().toArray(), random, around);
  }

  private Surroundings around(Variable v) {
    return new Surroundings() {
      @Override
      public OptionalDouble gain(Moment input, boolean exact) {
        return signals
            .computeIfAbsent(new SignalOptions(input, true, exact), Start.this::follow)
            .gain(v.path());
      }

      @Override
      public double density() {
        return Start.density(network, v);
      }

      @Override
      public Optional<Nd> pretrained() {
        return Optional.ofNullable(pretrained.get(v.path()));
      }
    };
  }

  /** See {@link Surroundings#density}. */
  static double density(Network network, Variable v) {
    String below = v.path().substring(v.path().indexOf('/') + 1);
    double links = 1;
    for (ParametrizationRule rule : network.parametrizations()) {
      if (rule.parametrization() instanceof Masked masked && rule.matches(below)) {
        links *= masked.mask().density(v.type().shape().toArray());
      }
    }
    return links;
  }

  private Propagation follow(SignalOptions options) {
    return new Propagation(network, options, this::site);
  }
}
