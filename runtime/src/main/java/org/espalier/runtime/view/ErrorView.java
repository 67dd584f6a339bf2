package org.espalier.runtime.view;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.error.ShapeMismatch;

/** An error as text; shapes that do not fit as a small table: where, expected, received, try. */
public final class ErrorView implements View<EspalierException> {
  @Override
  public Class<EspalierException> type() {
    return EspalierException.class;
  }

  @Override
  public String html(EspalierException error) {
    if (!(error instanceof ShapeMismatch mismatch)) return Html.text(error.getMessage());
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("where", mismatch.site()));
    rows.add(List.of("expected", mismatch.expected()));
    rows.add(List.of("received", mismatch.received()));
    mismatch.context().lines().map(String::strip).forEach(line -> rows.add(context(line)));
    if (!mismatch.fixes().isEmpty()) rows.add(List.of("try", String.join("\n", mismatch.fixes())));
    return Html.table("Shapes that do not fit", List.of(), rows);
  }

  /** A line of the context: a heading, at least two spaces, and what it says. */
  private static List<String> context(String line) {
    String[] parts = line.split(" {2,}", 2);
    return List.of(parts.length == 2 ? parts[0] : "", parts[parts.length - 1]);
  }
}
