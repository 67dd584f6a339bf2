package org.espalier.runtime.view;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.espalier.runtime.data.Column;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.data.IntColumn;

/** A data set: its columns, then its first examples where they are images. */
public final class DatasetView implements View<Dataset> {
  @Override
  public Class<Dataset> type() {
    return Dataset.class;
  }

  @Override
  public String html(Dataset data) {
    List<List<String>> rows = new ArrayList<>();
    data.inputs().forEach((name, column) -> rows.add(row("input", name, column)));
    data.targets().forEach((name, column) -> rows.add(row("target", name, column)));
    String table =
        Html.table(
            data.name() + ": " + Figures.count(data.size(), "row"),
            List.of("role", "column", "kind", "shape of a row"),
            rows);
    return Samples.areImages(data) ? table + PictureView.figure(Samples.plot(data)) : table;
  }

  private static List<String> row(String role, String name, Column column) {
    boolean classes = column instanceof IntColumn ids && ids.classes().isPresent();
    String kind = column.kind().toString().toLowerCase(Locale.ROOT);
    return List.of(
        role,
        name,
        classes ? kind + ", " + ((IntColumn) column).classes().getAsInt() + " classes" : kind,
        Arrays.toString(column.rowShape()));
  }
}
