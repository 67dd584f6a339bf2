package org.espalier.runtime.view;

import java.util.List;
import org.espalier.runtime.plot.Ink;

/** A block that is open: what a card says of it above the chart of its own network. */
record Frame(Card head, Chart inside) implements Node {
  private static final double PAD = 14;

  @Override
  public double width() {
    return Math.max(head.width(), inside.width() + 2 * PAD);
  }

  @Override
  public double height() {
    return head.height() + inside.height() + PAD;
  }

  @Override
  public void draw(StringBuilder svg, double x, double y) {
    svg.append("<g class=\"block\">");
    Card.rect(svg, "frame", x, y, width(), height(), 12);
    svg.append(" fill=\"").append(Ink.AXIS).append("\" fill-opacity=\"0.08\" stroke=\"");
    svg.append(Ink.AXIS).append("\" stroke-dasharray=\"5 4\"/>\n");
    head.withWidth(width()).write(svg, x, y);
    inside.draw(svg, x + (width() - inside.width()) / 2, y + head.height());
    svg.append("</g>\n");
  }

  static Frame of(String words, List<Card.Line> lines, Chart inside) {
    return new Frame(new Card(words, lines, Ink.AXIS, false), inside);
  }
}
