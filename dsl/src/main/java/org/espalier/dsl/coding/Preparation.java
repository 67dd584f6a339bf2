package org.espalier.dsl.coding;

import java.util.OptionalDouble;
import org.espalier.dsl.json.Described;

/** What is done to the raw input before the first layer is learned. */
public interface Preparation extends Described {
  /** Offset of the contrast normalisation of each sample; empty for none. */
  OptionalDouble contrast();

  /** What makes the numbers of a sample comparable, from what all samples show. */
  Affine affine(Spread spread);

  /** Whether {@link #affine} needs covariances. */
  boolean needsCovariance();
}
