package org.espalier.runtime.fit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.snapshot.Progress;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.structure.CutUnits;
import org.espalier.dsl.topology.CutOff;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.Batches;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.live.Engine;
import org.espalier.runtime.live.Evaluator;
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

    /** Makes one step, so that a snapshot taken on another thread has all of it or nothing. */
    Map<String, Double> step(LiveDriver driver, Batches batches, int b);

    /** The value as it stands. */
    Snapshot snapshot();

    /** Goes on from another value, its progress included. */
    void become(Snapshot snapshot);

    /** The model, for callbacks. */
    Model model();
  }

  private final Host host;
  private final Dataset data;
  private final Fit fit;
  private final ProgressReport report;
  private final Passes passes;
  private final EndOfJvm end = new EndOfJvm();

  /** A loop over one data set, on this thread. */
  public Trainer(Host host, Dataset data, Fit fit) {
    this.host = host;
    this.data = data;
    this.fit = fit;
    this.report = Displays.of(fit);
    this.passes = new Passes(host, data, fit, report);
  }

  /**
   * Runs it.
   *
   * @throws FitInterruptedException when the JVM is told to end
   */
  public History run() {
    try (end) {
      end.watch();
      return epochs();
    }
  }

  private History epochs() {
    long last = fit.total() ? fit.epochs() : host.progress().epochs() + fit.epochs();
    List<Epoch> done = new ArrayList<>();
    String stopped = "";
    if (host.progress().epochs() < last) requireSense();
    Snapshot start = null;
    while (host.progress().epochs() < last && stopped.isEmpty()) {
      if (start == null) {
        start = host.model().snapshot();
        passes.check(start);
        warnOfCuts(start);
      }
      Epoch epoch = epoch(start, last);
      start = host.snapshot();
      if (fit.checkpoint().isPresent()) start.saveTo(fit.checkpoint().get());
      done.add(epoch);
      report.epoch(epoch);
      stopped = told(epoch);
    }
    History history = new History(done, stopped);
    report.end(history);
    return history;
  }

  /** Of units without links, and of classes that hear nothing but such. */
  private void warnOfCuts(Snapshot start) {
    List<String> cuts = CutUnits.of(start);
    cuts.forEach(report::warning);
    if (cuts.isEmpty()) return;
    CutOff.of(start).stream()
        .filter(cut -> cut.kind() == CutOff.Kind.OUTPUT)
        .forEach(cut -> report.warning(cut.toString()));
  }

  /** Finds out now what would otherwise be found out after the first epoch. */
  private void requireSense() {
    passes.requireSame(host.progress());
    fit.validation().ifPresent(v -> Evaluator.check(host.engine(), v));
    fit.checkpoint().ifPresent(Trainer::requireWritable);
  }

  private static void requireWritable(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    while (folder != null && !Files.exists(folder)) folder = folder.getParent();
    boolean good = folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    if (good && !Files.isDirectory(file)) return;
    throw new EspalierException(
        "cannot write the checkpoint "
            + file
            + ": "
            + (Files.isDirectory(file)
                ? "it is a folder"
                : "folder " + folder + " cannot be written to")
            + "; choose another place");
  }

  private String told(Epoch epoch) {
    String stopped = "";
    for (Callback c : fit.callbacks()) {
      if (c.epoch(epoch, host.model()) == Callback.Next.STOP) {
        stopped = c.getClass().getSimpleName() + " asked to stop after epoch " + epoch.number();
      }
    }
    return stopped.isEmpty() && Thread.currentThread().isInterrupted()
        ? "interrupted after epoch " + epoch.number()
        : stopped;
  }

  /** One epoch, or nothing: whatever fails in it, the model is back at its beginning. */
  private Epoch epoch(Snapshot start, long last) {
    try {
      return attempt(start, last);
    } catch (RuntimeException | Error e) {
      report.abandon();
      try {
        host.become(start);
      } catch (RuntimeException alsoBad) {
        e.addSuppressed(alsoBad);
      }
      throw e;
    }
  }

  private Epoch attempt(Snapshot start, long last) {
    Progress before = start.progress();
    long number = before.epochs() + 1;
    Batches batches = batches(before.epochs());
    Means means = new Means();
    report.start(number, last, batches.count());
    long began = System.nanoTime();
    try (Drive drive = new Drive(before)) {
      for (int b = 0; b < batches.count(); b++) {
        Map<String, Double> metrics = host.step(drive.driver, batches, b);
        Optional<String> bad = NonFinite.loss(metrics);
        if (bad.isPresent()) throw diagnose(start, batches, b, bad.get());
        means.add(metrics, batches.size(b));
        report.step(b + 1, metrics.getOrDefault("loss", Double.NaN));
        for (Callback c : fit.callbacks()) c.step(drive.driver.step(), metrics);
        drive.passes(number, batches, b, true);
        if (end.told()) throw interrupted(drive.driver.step(), before);
      }
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    requireFiniteWeights(start, batches);
    Map<String, Double> metrics = new LinkedHashMap<>(means.values());
    validate(Epoch.VALIDATION, metrics);
    Progress after = host.progress();
    Optional<List<String>> texts = Optional.of(passes.texts());
    host.progress(new Progress(number, after.steps(), after.runs(), before.history(), texts));
    boolean passed = passes.run(ScheduledPass.Unit.EPOCHS, number, number, batches, 0, true);
    if (passed) validate(Epoch.AFTER_PASS, metrics);
    List<Map<String, Double>> history = new ArrayList<>(before.history());
    history.add(metrics);
    host.progress(new Progress(number, after.steps(), after.runs(), history, texts));
    return new Epoch(number, metrics, seconds, batches.count() / seconds);
  }

  private Batches batches(long epoch) {
    long seed = host.engine().training().seed();
    return fit.shuffle()
        ? Batches.shuffled(data.size(), fit.batch(), seed, epoch)
        : Batches.inOrder(data.size(), fit.batch());
  }

  /** A driver of the engine as it is, another one after a pass between two steps replaced it. */
  private final class Drive implements AutoCloseable {
    private Engine engine = host.engine();
    private LiveDriver driver;

    Drive(Progress from) {
      driver = new LiveDriver(engine, data, from.steps(), from.runs());
    }

    void passes(long epoch, Batches batches, int b, boolean told) {
      long step = driver.step();
      passes.run(ScheduledPass.Unit.STEPS, step, epoch, batches, b, told);
      if (host.engine() == engine) return;
      engine = host.engine();
      LiveDriver before = driver;
      driver = new LiveDriver(engine, data, step, before.runs());
      before.close();
    }

    @Override
    public void close() {
      driver.close();
    }
  }

  private void validate(String prefix, Map<String, Double> metrics) {
    if (fit.validation().isEmpty()) return;
    Evaluator.evaluate(host.engine(), fit.validation().get(), fit.batch())
        .forEach((name, value) -> metrics.put(prefix + name, value));
  }

  /** The last step's update shows in no loss of its epoch, so weights are looked at. */
  private void requireFiniteWeights(Snapshot start, Batches batches) {
    Optional<String> weight = NonFinite.weight(host.engine());
    if (weight.isEmpty()) return;
    int bad = batches.count() - 1;
    throw new NonFiniteException(
        "weight '" + weight.get() + "' is no number after",
        start.progress(),
        bad,
        NonFinite.owner(weight.get()),
        kept());
  }

  /**
   * Goes back to the epoch's beginning, repeats it up to the step before the bad one (steps are
   * deterministic), and looks where numbers stop being numbers.
   */
  private NonFiniteException diagnose(Snapshot start, Batches batches, int bad, String loss) {
    String layer = "";
    RuntimeException blind = null;
    host.become(start);
    try (Drive drive = new Drive(start.progress())) {
      for (int b = 0; b < bad; b++) {
        host.step(drive.driver, batches, b);
        drive.passes(start.progress().epochs() + 1, batches, b, false);
      }
      drive.driver.batch(batches.order(), batches.from(bad), batches.size(bad));
      layer = NonFinite.layer(host.engine(), drive.driver);
    } catch (RuntimeException e) {
      blind = e;
    }
    NonFiniteException found =
        new NonFiniteException(loss + " at", start.progress(), bad, layer, kept());
    if (blind != null) found.addSuppressed(blind);
    return found;
  }

  private FitInterruptedException interrupted(long step, Progress before) {
    Optional<Path> whole = before.epochs() > 0 ? kept() : Optional.empty();
    return new FitInterruptedException(step, before, whole);
  }

  private Optional<Path> kept() {
    return fit.checkpoint().filter(Files::exists);
  }
}
