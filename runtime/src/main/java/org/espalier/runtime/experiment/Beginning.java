package org.espalier.runtime.experiment;

import org.espalier.dsl.json.Described;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.TrainTest;

/**
 * What a trial begins from in place of its network as described: a structure learned first, a
 * pre-trained net. A value, as trials are; it must give the same bits each time.
 */
public interface Beginning extends Described {
  /**
   * The network and its arrays before the first step.
   *
   * @param trial whose training and seed it takes
   * @param data of the trial
   * @param compute what the trial may compute with
   */
  Snapshot snapshot(Trial trial, TrainTest data, Compute compute);
}
