package org.espalier.runtime.experiment;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.espalier.dsl.network.Network;
import org.espalier.runtime.Compute;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.fit.Fit;
import org.espalier.runtime.fit.NonFiniteException;

/**
 * Guesses how long trials take: a few steps of the one with the fewest multiply-accumulates and of
 * the one with the most are timed; those between lie on the line between.
 */
final class Probe {
  private static final int STEPS = 10;

  /** Evaluation of an example over a step's share of it: forward only, and no update. */
  private static final double EVALUATION = 1.0 / 3;

  private final List<Trial> trials;
  private final Function<Trial, TrainTest> data;
  private final Map<Network, Long> macs = new HashMap<>();

  /** Seconds to begin a trial, and of each step. */
  private record Timed(double begin, double step) {
    Timed towards(Timed other, double share) {
      return new Timed(
          begin + share * (other.begin - begin), Math.max(0, step + share * (other.step - step)));
    }
  }

  Probe(List<Trial> trials, Function<Trial, TrainTest> data) {
    this.trials = trials;
    this.data = data;
  }

  /** All trials, one after the other. */
  double seconds() {
    Comparator<Trial> byCost = Comparator.comparingLong(this::cost);
    Trial least = trials.stream().min(byCost).orElseThrow();
    Trial most = trials.stream().max(byCost).orElseThrow();
    timed(least); // The first training in a JVM also loads TensorFlow.
    Timed low = timed(least);
    Timed high = cost(most) > cost(least) ? timed(most) : low;
    double range = Math.max(1, cost(most) - cost(least));
    return trials.stream()
        .mapToDouble(t -> seconds(t, low.towards(high, (cost(t) - cost(least)) / range)))
        .sum();
  }

  private long cost(Trial trial) {
    return trial.batch() * macs.computeIfAbsent(trial.network(), n -> n.summary().macs());
  }

  private double seconds(Trial trial, Timed timed) {
    TrainTest parts = data.apply(trial);
    int tested = trial.steps(parts.test().size());
    double epoch = timed.step * (trial.steps(parts.train().size()) + EVALUATION * tested);
    double epochs =
        trial.budget().epochs().isPresent()
            ? trial.budget().epochs().getAsInt() * epoch
            : Double.POSITIVE_INFINITY;
    return timed.begin + Math.min(epochs, trial.budget().seconds().orElse(epochs));
  }

  private Timed timed(Trial trial) {
    Dataset train = data.apply(trial).train();
    Dataset some = train.take(Math.min(train.size(), STEPS * trial.batch()));
    long began = System.nanoTime();
    Compute compute = Compute.standard().threads(trial.threads());
    try (Model model = Espalier.open(trial.start(data.apply(trial), compute), compute)) {
      new Measurements(trial, model, data.apply(trial), compute);
      if (trial.budget().epochs().orElse(1) == 0) return new Timed(seconds(began), 0);
      model.fit(some, Fit.epochs(1).batch(trial.batch()));
      double begin = seconds(began);
      double steps = model.fit(some, Fit.epochs(1).batch(trial.batch())).last().stepsPerSecond();
      return new Timed(begin, 1 / steps);
    } catch (NonFiniteException e) {
      double spent = seconds(began);
      return new Timed(spent, spent / STEPS);
    }
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
