package org.espalier.runtime.experiment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Compute;
import org.espalier.runtime.Model;
import org.espalier.runtime.data.TrainTest;
import org.espalier.runtime.fit.Callback;
import org.espalier.runtime.fit.Epoch;

/** Takes a trial's measures: at the start, where they are made, after epochs, at the end. */
final class Measurements implements Callback {
  static final String START = "start/";
  static final String EPOCH = "epoch/";

  private final List<Measure> everyEpoch;
  private final List<Measure> others;
  private final TrainTest data;
  private final Compute compute;
  private final Map<String, Double> numbers = new LinkedHashMap<>();

  /** Null where nothing is measured. */
  private Snapshot start;

  private Snapshot before;

  Measurements(Trial trial, Model model, TrainTest data, Compute compute) {
    this.everyEpoch = trial.measures().stream().filter(Measure::everyEpoch).toList();
    this.others = trial.measures().stream().filter(m -> !m.everyEpoch()).toList();
    this.data = data;
    this.compute = compute;
    if (trial.measures().isEmpty()) return;
    start = model.snapshot();
    before = start;
    for (Measure m : trial.measures()) take(m, start, START);
  }

  private void take(Measure measure, Snapshot now, String... prefixes) {
    measure
        .of(new Moment(start, before, now, data, compute))
        .forEach((name, value) -> List.of(prefixes).forEach(p -> numbers.put(p + name, value)));
  }

  /** What an epoch says is what the end says, until another epoch follows. */
  @Override
  public Next epoch(Epoch epoch, Model model) {
    if (everyEpoch.isEmpty()) return Next.CONTINUE;
    Snapshot now = model.snapshot();
    for (Measure m : everyEpoch) take(m, now, EPOCH + epoch.number() + "/", "");
    before = now;
    return Next.CONTINUE;
  }

  /** The model is trained. */
  void end(Model model) {
    if (others.isEmpty()) return;
    before = start;
    Snapshot now = model.snapshot();
    for (Measure m : others) take(m, now, "");
  }

  /** All numbers so far by name. */
  Map<String, Double> numbers() {
    return Collections.unmodifiableMap(numbers);
  }
}
