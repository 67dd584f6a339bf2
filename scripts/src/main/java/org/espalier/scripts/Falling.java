package org.espalier.scripts;

import java.util.Locale;

/** How the learning rate goes on from where it begins. */
enum Falling {
  /** It stays. */
  CONSTANT,
  /** Divided by 1 plus the epochs done so far. */
  INVERSE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
