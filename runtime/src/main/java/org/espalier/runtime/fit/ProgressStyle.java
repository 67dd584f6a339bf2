package org.espalier.runtime.fit;

/** How {@code fit} shows how far it is. */
public enum ProgressStyle {
  /** A bar on a terminal, plain lines elsewhere. */
  AUTO,
  /** One line an epoch, on standard error. */
  LINES,
  /** Nothing. */
  SILENT
}
