package org.espalier.runtime.view;

/** What stands in a {@link Chart}: of a size, and able to draw itself. */
interface Node {
  double width();

  double height();

  /**
   * Draws itself.
   *
   * @param svg where to
   * @param x left edge
   * @param y upper edge
   */
  void draw(StringBuilder svg, double x, double y);
}
