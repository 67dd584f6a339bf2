package org.espalier.runtime.view;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.network.Summary;

/** A network's layers, shapes, parameters and costs as a table. */
public final class SummaryView implements View<Summary> {
  @Override
  public Class<Summary> type() {
    return Summary.class;
  }

  @Override
  public String html(Summary summary) {
    return table(summary);
  }

  static String table(Summary summary) {
    String caption =
        summary.network()
            + ": "
            + Figures.count(summary.parameters(), "parameter")
            + (summary.state() == 0 ? "" : " and " + Figures.grouped(summary.state()) + " of state")
            + ", "
            + Figures.grouped(summary.bytes())
            + " bytes; "
            + Figures.count(summary.macs(), "multiply-accumulate")
            + " (MACs) an example";
    boolean masked = summary.rows().stream().anyMatch(row -> row.possibleLinks() > 0);
    List<List<String>> rows = summary.rows().stream().map(row -> row(row, masked)).toList();
    List<String> head = List.of("name", "layer", "from", "output", "parameters", "MACs");
    return Html.table(caption, masked ? more(head, "links") : head, rows);
  }

  private static List<String> row(Summary.Row row, boolean masked) {
    boolean borrowed = row.shared() && row.parameters() == 0;
    List<String> cells =
        List.of(
            row.name(),
            row.layer(),
            String.join(", ", row.inputs()),
            row.shape().toString(),
            borrowed ? "shared" : Figures.grouped(row.parameters()),
            Figures.grouped(row.macs()));
    return masked ? more(cells, row.linksText()) : cells;
  }

  private static List<String> more(List<String> cells, String last) {
    List<String> more = new ArrayList<>(cells);
    more.add(last);
    return more;
  }
}
