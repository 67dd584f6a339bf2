package org.espalier.runtime.fit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.snapshot.Progress;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.structure.Evidence;
import org.espalier.dsl.structure.Plan;
import org.espalier.dsl.tensor.Tensor;
import org.espalier.runtime.data.Batches;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.live.Gathering;

/** The structure passes of one fit. */
final class Passes {
  private final Trainer.Host host;
  private final Dataset data;
  private final Fit fit;
  private final ProgressReport report;

  Passes(Trainer.Host host, Dataset data, Fit fit, ProgressReport report) {
    this.host = host;
    this.data = data;
    this.fit = fit;
    this.report = report;
  }

  /** What they are and when they run, a line each. */
  List<String> texts() {
    return fit.passes().stream().map(ScheduledPass::text).toList();
  }

  /**
   * Demands that a training which is to end like an uninterrupted one goes on with its own passes.
   */
  void requireSame(Progress progress) {
    if (!fit.total() || progress.epochs() == 0 || progress.passes().isEmpty()) return;
    List<String> before = progress.passes().get();
    if (before.equals(texts())) return;
    throw new EspalierException(
        "'"
            + host.engine().network().name()
            + "' was trained for "
            + progress.epochs()
            + " epochs with the structure passes\n"
            + lines(before)
            + "\nand is to go on with\n"
            + lines(texts())
            + "\nwhich ends in other weights than an uninterrupted training. Say the same passes; or"
            + " go on with others on purpose by Fit.epochs(n) in place of Fit.untilEpoch(n), in"
            + " Kotlin without total = true");
  }

  /** Finds out now what the pass that runs first would find out; it may change what others meet. */
  void check(Snapshot start) {
    Comparator<ScheduledPass> order = Comparator.comparingInt(ScheduledPass::first);
    boolean comparable = fit.passes().stream().map(ScheduledPass::unit).distinct().count() == 1;
    if (comparable) fit.passes().stream().min(order).ifPresent(p -> p.pass().check(start));
  }

  private static String lines(List<String> passes) {
    return passes.isEmpty() ? "  none" : "  " + String.join("\n  ", passes);
  }

  /**
   * Runs those that are due; true when one changed something.
   *
   * @param count epochs or steps done
   * @param epoch that is being trained
   * @param batches evidence is gathered on some of them
   * @param from the first of these
   * @param told whether callbacks and reports hear of it
   */
  boolean run(
      ScheduledPass.Unit unit, long count, long epoch, Batches batches, int from, boolean told) {
    boolean changed = false;
    for (ScheduledPass scheduled : fit.passes()) {
      if (scheduled.unit() != unit || !scheduled.due(count)) continue;
      Snapshot snapshot = host.snapshot();
      Plan plan =
          scheduled.pass().plan(snapshot, evidence(scheduled, snapshot, count, batches, from));
      if (told) {
        for (Callback c : fit.callbacks()) c.plan(epoch, plan);
        report.plan(plan);
      }
      if (plan.isEmpty()) continue;
      host.become(plan.apply(snapshot));
      changed = true;
    }
    return changed;
  }

  private Evidence evidence(
      ScheduledPass scheduled, Snapshot snapshot, long count, Batches batches, int from) {
    Map<String, Tensor> gathered =
        Gathering.of(
            host.engine(),
            data,
            batches,
            from,
            scheduled.pass().batches(),
            scheduled.pass().wants(snapshot));
    long seed = host.engine().training().seed();
    return new Evidence(gathered, seed, scheduled.round(count));
  }
}
