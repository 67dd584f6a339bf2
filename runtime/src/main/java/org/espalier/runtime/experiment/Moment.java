package org.espalier.runtime.experiment;

import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.TrainTest;

/**
 * When a trial's network is looked at.
 *
 * @param start the network before the first step
 * @param before the network as the same measure saw it last: an epoch ago for one of every epoch,
 *     at the start for others; at the start itself the start
 * @param now the network at this moment
 * @param data of the trial
 * @param compute what the trial may compute with
 */
public record Moment(
    Snapshot start, Snapshot before, Snapshot now, TrainTest data, Compute compute) {}
