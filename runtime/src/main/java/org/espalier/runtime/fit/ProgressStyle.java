package org.espalier.runtime.fit;

/** How {@code fit} shows how far it is. */
public enum ProgressStyle {
  /** A bar on a terminal, a live curve in a notebook, plain lines elsewhere. */
  AUTO,
  /** One line an epoch, on standard error. */
  LINES,
  /** Nothing. */
  SILENT
}
