package org.espalier.runtime.view;

import java.util.List;
import org.espalier.runtime.plot.Ink;

/**
 * Nodes in rows, the edges between them drawn as curves in the gaps between rows and as vertical
 * lines within rows, where they have a place of their own: no edge runs through a node.
 */
final class Chart {
  private static final double GAP = 26;
  private static final double WIDE_GAP = 42;
  private static final double ARROW = 6;

  private final List<? extends Node> nodes;
  private final Rows rows;
  private final double[] x;
  private final double[] top;
  private final double[] bottom;
  private final double left;
  private final double width;

  Chart(List<? extends Node> nodes, Rows rows) {
    this.nodes = nodes;
    this.rows = rows;
    this.x = new Columns(rows, nodes.stream().mapToDouble(Node::width).toArray()).x;
    double leftmost = Double.POSITIVE_INFINITY;
    double rightmost = Double.NEGATIVE_INFINITY;
    for (int cell = 0; cell < x.length; cell++) {
      double half = rows.isBend(cell) ? ARROW : nodes.get(cell).width() / 2;
      leftmost = Math.min(leftmost, x[cell] - half);
      rightmost = Math.max(rightmost, x[cell] + half);
    }
    left = leftmost;
    width = rightmost - leftmost;
    int count = rows.order().size();
    top = new double[count];
    bottom = new double[count];
    for (int row = 0; row < count; row++) {
      top[row] = row == 0 ? 0 : bottom[row - 1] + gap(row - 1);
      bottom[row] = top[row] + rowHeight(row);
    }
  }

  private double rowHeight(int row) {
    return rows.order().get(row).stream()
        .filter(cell -> !rows.isBend(cell))
        .mapToDouble(cell -> nodes.get(cell).height())
        .max()
        .orElse(0);
  }

  /** More room where a line goes sideways. */
  private double gap(int row) {
    boolean straight =
        rows.links.stream()
            .filter(l -> rows.row.get(l.from()) == row)
            .allMatch(l -> x[l.from()] == x[l.to()]);
    return straight ? GAP : WIDE_GAP;
  }

  double width() {
    return width;
  }

  double height() {
    return bottom[bottom.length - 1];
  }

  void draw(StringBuilder svg, double atX, double atY) {
    for (Rows.Link link : rows.links) edge(svg, link, atX - left, atY);
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      node.draw(svg, atX - left + x[i] - node.width() / 2, atY + nodeTop(i));
    }
  }

  private double nodeTop(int node) {
    int row = rows.row.get(node);
    return (top[row] + bottom[row] - nodes.get(node).height()) / 2;
  }

  /** From the lower edge of a node, or the upper edge of a bend's row, to where the next begins. */
  private void edge(StringBuilder svg, Rows.Link link, double dx, double dy) {
    int row = rows.row.get(link.from());
    boolean bend = rows.isBend(link.from());
    boolean ends = !rows.isBend(link.to());
    double from = bend ? top[row] : nodeTop(link.from()) + nodes.get(link.from()).height();
    double middle = (bottom[row] + top[row + 1]) / 2;
    double x0 = x[link.from()] + dx;
    double x1 = x[link.to()] + dx;
    double end = ends ? nodeTop(link.to()) - ARROW + 1 : top[row + 1];
    svg.append("<path class=\"edge\" d=\"M").append(point(x0, from + dy));
    svg.append('V').append(Card.number(bottom[row] + dy));
    svg.append('C').append(point(x0, middle + dy)).append(' ').append(point(x1, middle + dy));
    svg.append(' ').append(point(x1, Math.min(end, top[row + 1]) + dy));
    svg.append('V').append(Card.number(end + dy)).append("\" fill=\"none\" stroke=\"");
    svg.append(Ink.AXIS).append("\" stroke-width=\"1.5\"/>");
    if (ends) {
      double tip = nodeTop(link.to()) + dy;
      svg.append("<path class=\"arrow\" d=\"M").append(point(x1 - ARROW * 0.75, tip - ARROW - 1));
      svg.append('L').append(point(x1 + ARROW * 0.75, tip - ARROW - 1));
      svg.append('L').append(point(x1, tip)).append("Z\" fill=\"").append(Ink.AXIS).append("\"/>");
    }
    svg.append('\n');
  }

  private static String point(double x, double y) {
    return Card.number(x) + "," + Card.number(y);
  }
}
