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
    return arrays;
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
      public Optional<Nd> pretrained() {
        return Optional.ofNullable(pretrained.get(v.path()));
      }
    };
  }

  private Propagation follow(SignalOptions options) {
    return new Propagation(network, options, this::site);
  }
}
