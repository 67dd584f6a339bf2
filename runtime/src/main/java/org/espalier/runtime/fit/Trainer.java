package org.espalier.runtime.fit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.program.Phase;
import org.espalier.dsl.snapshot.Progress;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.structure.Evidence;
import org.espalier.dsl.structure.Plan;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Batches;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.live.Engine;
import org.espalier.runtime.live.Evaluator;
import org.espalier.runtime.live.Gathering;
import org.espalier.runtime.live.LiveDriver;
import org.espalier.runtime.live.Means;

/**
 * The loop of {@code fit}: epochs of shuffled batches, each step whatever the program says; after
 * an epoch validation, structure passes, a checkpoint, callbacks, in this order.
 */
public final class Trainer {
  /** What the loop needs of the model it trains. */
  public interface Host {
    /** The engine as it is now; another one after a pass that changed the network. */
    Engine engine();

    /** How far training has come. */
    Progress progress();

    /** Sets how far training has come. */
    void progress(Progress progress);

    /** The value as it stands. */
    Snapshot snapshot();

    /** Goes on from another value. */
    void become(Snapshot snapshot);

    /** The model, for callbacks. */
    Model model();
  }

  private final Host host;
  private final Dataset data;
  private final Fit fit;
  private final ProgressReport report;

  /** A loop over one data set. */
  public Trainer(Host host, Dataset data, Fit fit) {
    this.host = host;
    this.data = data;
    this.fit = fit;
    this.report = ProgressReport.of(fit.display());
  }

  /** Runs it. */
  public History run() {
    long last = fit.total() ? fit.epochs() : host.progress().epochs() + fit.epochs();
    List<Epoch> done = new ArrayList<>();
    String stopped = "";
    while (host.progress().epochs() < last && stopped.isEmpty()) {
      Epoch epoch = epoch(last);
      done.add(epoch);
      report.epoch(epoch);
      for (Callback c : fit.callbacks()) {
        if (c.epoch(epoch, host.model()) == Callback.Next.STOP) {
          stopped = c.getClass().getSimpleName() + " asked to stop after epoch " + epoch.number();
        }
      }
      if (stopped.isEmpty() && Thread.currentThread().isInterrupted()) {
        stopped = "interrupted after epoch " + epoch.number();
      }
    }
    return new History(done, stopped);
  }

  private Epoch epoch(long last) {
    Progress before = host.progress();
    long number = before.epochs() + 1;
    Batches batches = batches(before.epochs());
    Map<String, Tensor> start = host.engine().session().read();
    Means means = new Means();
    report.start(number, last, batches.count());
    long began = System.nanoTime();
    long steps;
    long runs;
    try (LiveDriver driver = driver(before)) {
      for (int b = 0; b < batches.count(); b++) {
        Map<String, Double> metrics = drive(driver, batches, b);
        Double loss = metrics.get("loss");
        if (loss != null && !Double.isFinite(loss)) throw diagnose(start, before, batches, b, loss);
        means.add(metrics, batches.size(b));
        report.step(b + 1, loss == null ? Double.NaN : loss);
        for (Callback c : fit.callbacks()) c.step(driver.step(), metrics);
      }
      steps = driver.step();
      runs = driver.runs();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    Map<String, Double> metrics = new LinkedHashMap<>(means.values());
    validate(Epoch.VALIDATION, metrics);
    host.progress(new Progress(number, steps, runs, before.history()));
    if (passes(number)) validate(Epoch.AFTER_PASS, metrics);
    List<Map<String, Double>> history = new ArrayList<>(before.history());
    history.add(metrics);
    host.progress(new Progress(number, steps, runs, history));
    fit.checkpoint().ifPresent(file -> host.snapshot().saveTo(file));
    return new Epoch(number, metrics, seconds, batches.count() / seconds);
  }

  private Batches batches(long epoch) {
    long seed = host.engine().training().seed();
    return fit.shuffle()
        ? Batches.shuffled(data.size(), fit.batch(), seed, epoch)
        : Batches.inOrder(data.size(), fit.batch());
  }

  private LiveDriver driver(Progress from) {
    return new LiveDriver(host.engine(), data, from.steps(), from.runs());
  }

  private static Map<String, Double> drive(LiveDriver driver, Batches batches, int b) {
    return driver.drive(batches.order(), batches.from(b), batches.size(b));
  }

  private void validate(String prefix, Map<String, Double> metrics) {
    if (fit.validation().isEmpty()) return;
    Evaluator.evaluate(host.engine(), fit.validation().get(), fit.batch())
        .forEach((name, value) -> metrics.put(prefix + name, value));
  }

  /** Runs the passes that are due; true when one changed something. */
  private boolean passes(long epoch) {
    boolean changed = false;
    for (ScheduledPass scheduled : fit.passes()) {
      if (!scheduled.due(epoch)) continue;
      Snapshot snapshot = host.snapshot();
      Map<String, Tensor> gathered =
          Gathering.of(
              host.engine(),
              data,
              batches(epoch - 1),
              scheduled.pass().batches(),
              scheduled.pass().wants(snapshot));
      long seed = host.engine().training().seed();
      Evidence evidence = new Evidence(gathered, seed, epoch / scheduled.every() - 1);
      Plan plan = scheduled.pass().plan(snapshot, evidence);
      for (Callback c : fit.callbacks()) c.plan(epoch, plan);
      report.plan(plan);
      if (plan.isEmpty()) continue;
      host.become(plan.apply(snapshot));
      changed = true;
    }
    return changed;
  }

  /**
   * Goes back to the epoch's beginning, repeats it up to the step before the bad one (steps are
   * deterministic), and looks where numbers stop being numbers.
   */
  private NonFiniteException diagnose(
      Map<String, Tensor> start, Progress before, Batches batches, int bad, double loss) {
    Engine engine = host.engine();
    engine.session().write(start);
    String layer = "";
    try (LiveDriver driver = driver(before)) {
      for (int b = 0; b < bad; b++) drive(driver, batches, b);
      driver.batch(batches.order(), batches.from(bad), batches.size(bad));
      layer = firstBadLayer(engine, driver);
    } finally {
      engine.session().write(start);
    }
    return new NonFiniteException(
        "loss is " + loss,
        before.steps() + bad,
        before.epochs() + 1,
        bad + 1,
        layer,
        fit.checkpoint().filter(java.nio.file.Files::exists));
  }

  /** Path of the first layer with a value that is no number, or nothing. */
  private static String firstBadLayer(Engine engine, LiveDriver driver) {
    for (Phase phase : engine.graph().program().phases()) {
      if (phase.updates().isEmpty()) continue;
      String probe = "probe/" + phase.name();
      engine.add(probe, name -> engine.graph().probe(name, phase.name()));
      for (Map.Entry<String, Double> tap : driver.run(probe).entrySet()) {
        if (tap.getValue() < 1) return engine.network().name() + "/" + tap.getKey();
      }
    }
    return "";
  }
}
