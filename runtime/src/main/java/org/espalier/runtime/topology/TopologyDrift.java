package org.espalier.runtime.topology;

import java.util.LinkedHashMap;
import java.util.Map;
import org.espalier.runtime.experiment.Measure;
import org.espalier.runtime.experiment.Moment;

/**
 * How far a training has moved its own wiring, after every epoch: {@code nnstd/fromStart} and
 * {@code nnstd/fromEpochBefore}, each in [0, 1] and the mean over layers that {@link
 * TopologyDistances} has.
 */
public record TopologyDrift() implements Measure {
  @Override
  public boolean everyEpoch() {
    return true;
  }

  /**
   * The distances.
   *
   * @throws org.espalier.dsl.error.EspalierException as {@link TopologyDistances#of}
   */
  @Override
  public Map<String, Double> of(Moment moment) {
    TopologyDistances distances = new TopologyDistances();
    Map<String, Double> drift = new LinkedHashMap<>();
    drift.put("nnstd/fromStart", distances.mean(moment.start(), moment.now()));
    drift.put("nnstd/fromEpochBefore", distances.mean(moment.before(), moment.now()));
    return drift;
  }
}
