package org.espalier.dsl.topology;

/**
 * How wirings are compared.
 *
 * @param matchOutputs whether units that are outputs of the network are matched too, as the authors
 *     do; otherwise output i of one network is output i of the other
 * @param padded whether layers of different widths are compared, the narrower one filled up with
 *     units without links; an extension of ours
 */
public record NnstdOptions(boolean matchOutputs, boolean padded) {
  /** As published. */
  public static final NnstdOptions PUBLISHED = new NnstdOptions(true, false);

  /** A copy that keeps the order of outputs. */
  public NnstdOptions withOutputsInOrder() {
    return new NnstdOptions(false, padded);
  }

  /** A copy that compares layers of different widths. */
  public NnstdOptions withPadding() {
    return new NnstdOptions(matchOutputs, true);
  }
}
