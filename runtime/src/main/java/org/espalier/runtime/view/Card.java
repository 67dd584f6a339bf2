package org.espalier.runtime.view;

import java.util.List;
import java.util.Locale;
import org.espalier.runtime.plot.Ink;
import org.espalier.runtime.plot.Lettering;

/**
 * A box with lines of text, the first one strong, and a stripe in the colour of its kind.
 *
 * @param words all it says, for a tool tip and for screen readers
 * @param lines from the top
 * @param colour of the stripe
 * @param round with half circles at both ends: an input or an output
 * @param width in pixels
 */
record Card(String words, List<Line> lines, String colour, boolean round, double width)
    implements Node {
  /** Text at the left and at the right. */
  record Line(String left, String right) {}

  static final double STRONG = 14;
  static final double PLAIN = 12.5;
  private static final double MOST = 460;
  private static final double LINE_HEIGHT = 19;
  private static final double PAD = 16;
  private static final double BETWEEN = 18;

  Card {
    lines = List.copyOf(lines);
  }

  /** As wide as its text, within reason. */
  Card(String words, List<Line> lines, String colour, boolean round) {
    this(words, lines, colour, round, wide(lines));
  }

  private static double wide(List<Line> lines) {
    double widest = 0;
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      widest = Math.max(widest, left(line, i) + Lettering.width(line.right, PLAIN));
    }
    return Math.min(MOST, Math.ceil(widest + 2 * PAD) + 1);
  }

  /** The room that the text at the left takes, with what keeps it from the text at the right. */
  private static double left(Line line, int number) {
    double between = line.left.isEmpty() || line.right.isEmpty() ? 0 : BETWEEN;
    return Lettering.width(line.left, size(number)) * (number == 0 ? 1.06 : 1) + between;
  }

  private static double size(int line) {
    return line == 0 ? STRONG : PLAIN;
  }

  Card withWidth(double other) {
    return new Card(words, lines, colour, round, other);
  }

  @Override
  public double height() {
    return lines.size() * LINE_HEIGHT + 12;
  }

  @Override
  public void draw(StringBuilder svg, double x, double y) {
    double radius = round ? height() / 2 : 8;
    svg.append("<g class=\"").append(round ? "end" : "step").append("\">");
    rect(svg, "box", x, y, width, height(), radius);
    svg.append(" fill=\"").append(Ink.CARD).append("\"/>");
    rect(svg, "tint", x, y, width, height(), radius);
    svg.append(" fill=\"").append(colour).append("\" fill-opacity=\"0.09\" stroke=\"");
    svg.append(colour).append("\" stroke-opacity=\"0.75\" stroke-width=\"1.2\"/>");
    write(svg, x, y);
    svg.append("</g>\n");
  }

  /** Its text alone. */
  void write(StringBuilder svg, double x, double y) {
    svg.append("<title>").append(Html.escape(words)).append("</title>");
    for (int i = 0; i < lines.size(); i++) {
      line(svg, x, y + 6 + LINE_HEIGHT * i + 14, lines.get(i), i);
    }
  }

  private void line(StringBuilder svg, double x, double baseline, Line line, int number) {
    double room = width - 2 * PAD;
    double size = size(number);
    double kept = Math.max(room / 2, room - left(line, number));
    String right = Lettering.shorten(line.right, kept, PLAIN);
    double taken = right.isEmpty() ? 0 : Lettering.width(right, PLAIN) + BETWEEN;
    String left = Lettering.shorten(line.left, (room - taken) / (number == 0 ? 1.06 : 1), size);
    boolean middle = round && line.right.isEmpty();
    String colour = number == 0 ? Ink.TEXT : Ink.MUTED;
    String weight = number == 0 ? " font-weight=\"bold\"" : "";
    String place = middle ? " text-anchor=\"middle\"" : "";
    text(svg, middle ? x + width / 2 : x + PAD, baseline, size, colour, weight + place, left);
    text(svg, x + width - PAD, baseline, PLAIN, Ink.MUTED, " text-anchor=\"end\"", right);
  }

  static void text(
      StringBuilder svg,
      double x,
      double baseline,
      double size,
      String colour,
      String more,
      String text) {
    if (text.isEmpty()) return;
    svg.append("<text x=\"").append(number(x)).append("\" y=\"").append(number(baseline));
    svg.append("\" font-size=\"").append(number(size)).append("\" fill=\"").append(colour);
    svg.append('"').append(more).append('>').append(Html.escape(text)).append("</text>");
  }

  /** The beginning of a rectangle, without its colours. */
  static void rect(
      StringBuilder svg, String kind, double x, double y, double width, double height, double r) {
    svg.append("<rect class=\"").append(kind).append("\" x=\"").append(number(x));
    svg.append("\" y=\"").append(number(y)).append("\" width=\"").append(number(width));
    svg.append("\" height=\"").append(number(height)).append("\" rx=\"").append(number(r));
    svg.append('"');
  }

  static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
