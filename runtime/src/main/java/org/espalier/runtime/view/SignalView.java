package org.espalier.runtime.view;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.espalier.dsl.network.Signal;

/** Predicted mean and variance at every step, and what was assumed. */
public final class SignalView implements View<Signal> {
  @Override
  public Class<Signal> type() {
    return Signal.class;
  }

  @Override
  public String html(Signal signal) {
    List<List<String>> rows = signal.rows().stream().map(SignalView::row).toList();
    String notes =
        signal.notes().entrySet().stream()
            .map(note -> note.getKey() + ": " + note.getValue())
            .collect(Collectors.joining("\n"));
    return Html.table(
            signal.network() + ": the signal as predicted",
            List.of("step", "layer", "mean", "variance"),
            rows)
        + (notes.isEmpty() ? "" : Html.text(notes));
  }

  private static List<String> row(Signal.Row row) {
    return List.of(
        row.name(),
        row.layer(),
        String.format(Locale.ROOT, "%.6g", row.moment().mean()),
        String.format(Locale.ROOT, "%.6g", row.moment().variance()));
  }
}
