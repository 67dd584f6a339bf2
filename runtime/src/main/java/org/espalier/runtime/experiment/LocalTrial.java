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
   * @param network whether what was trained is handed over, too
   * @throws CancellationException after a step during which the thread was interrupted
   */
  FinishedTrial run(boolean network) {
    String id = trial.id();
    try (Model model = Espalier.open(trial.start(data, compute), compute)) {
      Measurements measured = new Measurements(trial, model, data, compute);
      History history = model.fit(data.train(), fit().callback(measured));
      Map<String, Double> metrics = new LinkedHashMap<>();
      if (!history.epochs().isEmpty()) {
        metrics.putAll(metrics(history));
        measured.end(model);
      }
      metrics.putAll(measured.numbers());
      Snapshot trained = model.snapshot();
      TrialResult result =
          new TrialResult(
              id,
              trial.settings(),
              trial.seed(),
              metrics,
              model.progress().epochs(),
              model.progress().steps(),
              seconds(),
              Optional.of(trained.weightsSha256()),
              Optional.empty());
      return new FinishedTrial(result, network ? Optional.of(trained) : Optional.empty());
    } catch (NonFiniteException e) {
      return new FinishedTrial(
          TrialResult.failed(trial, id, seconds(), e.getMessage()), Optional.empty());
    }
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
