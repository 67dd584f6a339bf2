package org.espalier.dsl.coding;

import org.espalier.dsl.json.Described;

/** Which links of a dictionary become connections. */
public interface MaskRule extends Described {
  /**
   * Chooses.
   *
   * @param norms [atoms][links] how strong each link is, ≥ 0
   * @return [atoms][links]
   */
  boolean[][] keep(double[][] norms);

  /**
   * What a user should know of the density that came out; empty for nothing.
   *
   * @param density kept / total
   */
  default String remark(double density) {
    return "";
  }
}
