package org.espalier.runtime.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Compute;
import org.espalier.runtime.Espalier;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.fit.Callback;
import org.espalier.runtime.fit.Epoch;
import org.espalier.runtime.fit.Fit;
import org.espalier.runtime.fit.History;
import org.espalier.runtime.fit.NonFiniteException;
import org.espalier.runtime.fit.ScheduledPass;

/** One trial on this thread. */
final class LocalTrial {
  private final Trial trial;
  private final TrainTest data;
  private final Compute compute;
  private final long began = System.nanoTime();

  LocalTrial(Trial trial, TrainTest data) {
    this.trial = trial;
    this.data = data;
    this.compute = Compute.standard().threads(trial.threads());
  }

  /**
   * Trains and judges.
   *
   * @throws CancellationException after a step during which the thread was interrupted
   */
  TrialResult run() {
    String id = trial.id();
    try (Model model = Espalier.open(trial.start(data, compute), compute)) {
      Map<String, Double> metrics = new LinkedHashMap<>();
      measured(trial, model, data, compute)
          .forEach((name, value) -> metrics.put("start/" + name, value));
      History history = model.fit(data.train(), fit());
      if (!history.epochs().isEmpty()) {
        metrics.putAll(metrics(history));
        metrics.putAll(measured(trial, model, data, compute));
      }
      return new TrialResult(
          id,
          trial.settings(),
          trial.seed(),
          metrics,
          model.progress().epochs(),
          model.progress().steps(),
          seconds(),
          Optional.of(model.weightsSha256()),
          Optional.empty());
    } catch (NonFiniteException e) {
      return TrialResult.failed(trial, id, seconds(), e.getMessage());
    }
  }

  /** What a trial's measures say of a model. */
  static Map<String, Double> measured(Trial trial, Model model, TrainTest data, Compute compute) {
    Map<String, Double> measured = new LinkedHashMap<>();
    if (trial.measures().isEmpty()) return measured;
    Snapshot now = model.snapshot();
    for (Measure m : trial.measures()) measured.putAll(m.of(now, data, compute));
    return measured;
  }

  private double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  private Fit fit() {
    Fit fit =
        Fit.epochs(trial.budget().epochs().orElse(Integer.MAX_VALUE))
            .batch(trial.batch())
            .validation(data.test())
            .callback(new Limit(trial.budget().seconds().orElse(Double.POSITIVE_INFINITY)));
    for (ScheduledPass pass : trial.passes()) fit = fit.pass(pass);
    return fit;
  }

  private static Map<String, Double> metrics(History history) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    Map<String, Double> last = history.last().metrics();
    boolean passed = last.keySet().stream().anyMatch(name -> name.startsWith(Epoch.AFTER_PASS));
    put(metrics, "", last, passed ? Epoch.AFTER_PASS : Epoch.VALIDATION);
    last.forEach((name, value) -> putTraining(metrics, name, value));
    put(metrics, "first/", history.epochs().get(0).metrics(), Epoch.VALIDATION);
    return metrics;
  }

  private static void put(
      Map<String, Double> to, String as, Map<String, Double> from, String prefix) {
    from.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) to.put(as + name.substring(prefix.length()), value);
        });
  }

  private static void putTraining(Map<String, Double> to, String name, double value) {
    boolean judged = name.startsWith(Epoch.VALIDATION) || name.startsWith(Epoch.AFTER_PASS);
    if (!judged) to.put("train/" + name, value);
  }

  /** Ends training when its seconds are spent, or its thread is interrupted. */
  private static final class Limit implements Callback {
    private final double most;
    private double spent;

    Limit(double most) {
      this.most = most;
    }

    @Override
    public void step(long step, Map<String, Double> metrics) {
      if (Thread.currentThread().isInterrupted()) {
        throw new CancellationException("interrupted after step " + step);
      }
    }

    @Override
    public Next epoch(Epoch epoch, Model model) {
      spent += epoch.seconds();
      return spent >= most ? Next.STOP : Next.CONTINUE;
    }
  }
}
