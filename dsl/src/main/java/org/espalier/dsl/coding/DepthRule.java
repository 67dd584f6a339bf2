package org.espalier.dsl.coding;

import java.util.Optional;
import org.espalier.dsl.json.Described;

/** Whether one more layer is worth its cost. */
public interface DepthRule extends Described {
  /**
   * Judges a layer.
   *
   * @param length bits of a sample before and after the layer's coding
   * @param entropy mean output entropy of a unit
   * @param before that of the layer below; −∞ for the first
   * @return why the layer is dropped; empty when it is kept
   */
  Optional<String> objection(DescriptionLength length, double entropy, double before);
}
