package org.espalier.runtime.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of cells under headings. Its text is a table for the terminal, its HTML one for the page;
 * there, columns of numbers stand right-aligned.
 *
 * @param caption what it shows; not blank
 * @param header one heading for each column
 * @param rows cells, as many in each row as there are headings; shown as their {@code toString}
 */
public record Table(String caption, List<String> header, List<? extends List<?>> rows)
    implements Viewable {
  /** Checks that there is a caption and that rows fit the header. */
  public Table {
    if (caption.isBlank()) throw new IllegalArgumentException("a table needs a caption");
    header = List.copyOf(header);
    rows = rows.stream().map(row -> row.stream().map(String::valueOf).toList()).toList();
    for (int r = 0; r < rows.size(); r++) {
      if (rows.get(r).size() != header.size()) {
        throw new IllegalArgumentException(
            "table '"
                + caption
                + "': row "
                + r
                + " has "
                + rows.get(r).size()
                + " cells, the header has "
                + header.size());
      }
    }
  }

  @Override
  public String html() {
    return Html.table(caption, header, rows);
  }

  @Override
  public String toString() {
    List<List<?>> lines = new ArrayList<>(rows);
    lines.add(0, header);
    int[] widths = new int[header.size()];
    for (List<?> line : lines) {
      for (int c = 0; c < widths.length; c++) {
        widths[c] = Math.max(widths[c], line.get(c).toString().length());
      }
    }
    return lines.stream().map(line -> padded(line, widths)).collect(Collectors.joining("\n"));
  }

  private static String padded(List<?> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = cells.get(c).toString();
      line.append(cell).append(" ".repeat(widths[c] - cell.length() + 2));
    }
    return line.toString().stripTrailing();
  }
}
