package org.espalier.dsl.coding;

/** What the next layer sees of a group of units. */
public enum Pooling {
  /** Every unit. */
  NONE,
  /** √(Σ z²). */
  NORM,
  /** The largest. */
  LARGEST
}
