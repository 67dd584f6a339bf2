package org.espalier.runtime.experiment;

import java.util.Map;
import org.espalier.dsl.json.Described;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.TrainTest;

/**
 * Something to measure of a trial's network besides its loss and metrics: as it starts and, if it
 * is trained, as it ends. A value, as trials are.
 */
public interface Measure extends Described {
  /**
   * Numbers by name; a name may have parts: {@code strength/inputs}.
   *
   * @param snapshot the network at that time
   * @param data of the trial
   * @param compute what the trial may compute with
   */
  Map<String, Double> of(Snapshot snapshot, TrainTest data, Compute compute);
}
