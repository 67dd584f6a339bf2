package org.espalier.runtime.plot;

/**
 * Colours of a {@link Picture} on a light page. Each has a counterpart that takes its place where
 * the reader's system asks for dark.
 */
public final class Ink {
  /** The ground of the picture. */
  public static final String CARD = "#ffffff";

  /** Text. */
  public static final String TEXT = "#1f2328";

  /** Text of less weight. */
  public static final String MUTED = "#57606a";

  /** Thin lines behind the data. */
  public static final String GRID = "#e6e8eb";

  /** Axes and frames. */
  public static final String AXIS = "#8c959f";

  private Ink() {}

  /**
   * A colour to tell things apart; after the seventh they begin again.
   *
   * @param index from 0
   */
  public static String series(int index) {
    return Palette.series(index);
  }
}
