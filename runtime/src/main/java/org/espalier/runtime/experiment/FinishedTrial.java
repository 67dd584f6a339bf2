package org.espalier.runtime.experiment;

import java.util.Optional;
import org.espalier.dsl.snapshot.Snapshot;

/**
 * A trial that was run.
 *
 * @param result what it gave
 * @param network as it ended; empty when nobody asked for it, or the trial failed
 */
public record FinishedTrial(TrialResult result, Optional<Snapshot> network) {}
