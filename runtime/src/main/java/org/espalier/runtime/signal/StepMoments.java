package org.espalier.runtime.signal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.network.InputSpec;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.SignalOptions;
import org.espalier.dsl.reading.Moment;
import org.espalier.dsl.tensor.DType;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;

/** Mean and variance of all entries at every step of random nets. */
final class StepMoments implements AutoCloseable {
  private static final String MEAN = "mean/";
  private static final String VARIANCE = "variance/";

  private final Network network;
  private final List<String> names = new ArrayList<>();
  private final RandomNets nets;

  StepMoments(Network network, SignalOptions options, Compute compute) {
    this.network = network;
    this.nets = new RandomNets(network, options, this::read, compute);
  }

  private Map<String, Expr> read(String step, Expr value) {
    names.add(step);
    int[] all = IntStream.range(0, value.shape().rank()).toArray();
    Expr wide = value.cast(DType.FLOAT64);
    Expr mean = all.length == 0 ? wide : wide.mean(all);
    Expr apart = wide.minus(mean).square();
    return Map.of(MEAN + step, mean, VARIANCE + step, all.length == 0 ? apart : apart.mean(all));
  }

  /** By step, of the net of a seed, which sees normal numbers. */
  Map<String, Moment> onNoise(long seed, int examples) {
    nets.onNoise(seed, examples);
    return read();
  }

  /** By step, of the net of a seed, which sees all examples. */
  Map<String, Moment> on(Dataset data, long seed) {
    Map<String, Pool> pools = new LinkedHashMap<>();
    nets.on(
        data,
        seed,
        size ->
            read().forEach((step, m) -> pools.computeIfAbsent(step, s -> new Pool()).add(m, size)));
    Map<String, Moment> all = new LinkedHashMap<>();
    pools.forEach((step, pool) -> all.put(step, pool.moment()));
    return all;
  }

  private Map<String, Moment> read() {
    Map<String, Moment> found = new LinkedHashMap<>();
    for (String step : names) {
      found.put(step, new Moment(nets.number(MEAN + step), nets.number(VARIANCE + step)));
    }
    return found;
  }

  /** Moment of all floating-point inputs together, each counting the same. */
  Moment input(Map<String, Moment> seen) {
    Pool all = new Pool();
    for (InputSpec in : network.inputs()) {
      if (seen.containsKey(in.name())) all.add(seen.get(in.name()), 1);
    }
    return all.moment();
  }

  @Override
  public void close() {
    nets.close();
  }

  /** Moments of parts joined by their sizes. */
  private static final class Pool {
    private double count;
    private double mean;
    private double squares;

    void add(Moment part, double size) {
      double step = part.mean() - mean;
      double all = count + size;
      squares += size * part.variance() + step * step * count * size / all;
      mean += step * size / all;
      count = all;
    }

    Moment moment() {
      return count == 0 ? Moment.STANDARD : new Moment(mean, squares / count);
    }
  }
}
