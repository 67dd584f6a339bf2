package org.espalier.dsl.layer;

import java.util.List;
import java.util.Optional;

/**
 * A layer with units of its own, of which single ones may go: output i (along the last axis) is
 * made of column i of its weights [..., in, units] and of element i of its other parameters alone,
 * and input j meets row j alone. Compaction removes units of such layers; others stay as they are.
 */
public interface HasUnits extends Layer {
  /** A copy with another number of units. */
  Layer withUnits(int units);

  /** Name of the weights, relative to the layer's path. */
  default String weights() {
    return "kernel";
  }

  /** Names of further parameters and states; their last axis counts units. */
  List<String> perUnit();

  /**
   * Name of the parameter that is added to what the weights give: what a constant input gives can
   * be put there. Empty where there is none.
   */
  Optional<String> biasName();

  /** Whether some outputs see zeros in place of an input, as at the border of a padded image. */
  default boolean pads() {
    return false;
  }
}
