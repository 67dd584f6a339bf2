package org.espalier.runtime.coding;

import org.espalier.dsl.coding.Affine;
import org.espalier.dsl.coding.Preparation;
import org.espalier.dsl.coding.Spread;
import org.espalier.runtime.Compute;

/** How the features of a layer's input are spread, and what makes them comparable. */
record Prepared(Spread spread, Affine affine) {
  /** What the preparation of a raw input depends on. */
  record Key(Preparation preparation, String data, Compute compute) {}
}
