package org.espalier.runtime.experiment;

import java.util.Map;
import org.espalier.dsl.json.Described;

/**
 * Something to measure of a trial's network besides its loss and metrics: as it starts and, if it
 * is trained, as it ends, or after every epoch. A value, as trials are.
 */
public interface Measure extends Described {
  /** Numbers by name; a name may have parts: {@code strength/inputs}. */
  Map<String, Double> of(Moment moment);

  /**
   * Whether it is taken after every epoch, structure passes included; its numbers are then also
   * kept as {@code epoch/3/strength/inputs}, and cost a copy of the arrays an epoch.
   */
  default boolean everyEpoch() {
    return false;
  }
}
