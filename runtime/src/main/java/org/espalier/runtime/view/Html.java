package org.espalier.runtime.view;

import java.util.List;

/**
 * Words of HTML that look the same in a page and in a notebook: they take the colours of what is
 * around them, and carry their style with them.
 */
public final class Html {
  private static final String LINE = "1px solid rgba(127,127,127,.35)";

  private Html() {}

  /** Text that stands for itself in element content and in attributes of HTML and SVG. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(Character.isISOControl(c) && "\n\t".indexOf(c) < 0 ? '\ufffd' : c);
      }
    }
    return out.toString();
  }

  /** Text as it stands, lines and spaces kept. */
  public static String text(String text) {
    return "<p style=\"white-space:pre-wrap\">" + escape(text) + "</p>\n";
  }

  /**
   * A table in a box that scrolls sideways; columns whose every cell is a number or empty stand
   * right-aligned.
   *
   * @param caption what it shows; not blank
   * @param header one heading for each column; empty for a table of names and values, whose first
   *     column are headings
   * @param rows cells, which are escaped
   */
  public static String table(String caption, List<String> header, List<? extends List<?>> rows) {
    StringBuilder out = new StringBuilder();
    out.append("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"");
    out.append(escape(caption)).append("\" style=\"overflow-x:auto;width:fit-content;");
    out.append("max-width:100%\"><table style=\"border-collapse:collapse;");
    out.append("font-variant-numeric:tabular-nums\">\n<caption style=\"text-align:left;");
    out.append("opacity:.8;font-size:.9em;padding:.6em .9em\">").append(escape(caption));
    out.append("</caption>\n");
    if (!header.isEmpty()) {
      out.append("<thead><tr>");
      for (int c = 0; c < header.size(); c++) {
        cell(out, "th scope=\"col\"", numbers(rows, c), header.get(c));
      }
      out.append("</tr></thead>\n");
    }
    out.append("<tbody>\n");
    for (List<?> row : rows) {
      out.append("<tr>");
      for (int c = 0; c < row.size(); c++) {
        boolean heading = header.isEmpty() && c == 0;
        String tag = heading ? "th scope=\"row\"" : "td";
        cell(out, tag, !heading && numbers(rows, c), String.valueOf(row.get(c)));
      }
      out.append("</tr>\n");
    }
    return out.append("</tbody>\n</table></div>\n").toString();
  }

  private static void cell(StringBuilder out, String tag, boolean number, String text) {
    out.append('<').append(tag).append(number ? " class=\"number\"" : "");
    out.append(" style=\"padding:.4em .9em;vertical-align:top;white-space:pre-wrap;border-top:");
    out.append(LINE).append(";text-align:").append(number ? "right" : "left").append("\">");
    out.append(escape(text)).append("</").append(tag, 0, 2).append('>');
  }

  private static boolean numbers(List<? extends List<?>> rows, int column) {
    List<String> cells =
        rows.stream()
            .map(row -> String.valueOf(row.get(column)))
            .filter(s -> !s.isEmpty())
            .toList();
    return !cells.isEmpty()
        && cells.stream()
            .allMatch(cell -> cell.matches("[-+\u2212]?[0-9][0-9., \u202f]*(e-?[0-9]+)?\\s?%?"));
  }
}
