package org.espalier.runtime.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.espalier.runtime.fit.Epoch;
import org.espalier.runtime.fit.History;
import org.espalier.runtime.plot.Plot;

/** Learning curves, then what was measured in the last epoch. */
public final class HistoryView implements View<History> {
  @Override
  public Class<History> type() {
    return History.class;
  }

  @Override
  public String html(History history) {
    if (history.epochs().isEmpty()) return Html.text("No epoch was left to run.");
    StringBuilder out = new StringBuilder();
    for (Plot plot : TrainingCurves.of(history).plots()) out.append(PictureView.figure(plot));
    Epoch last = history.last();
    List<List<String>> rows = new ArrayList<>();
    last.metrics().forEach((name, value) -> rows.add(List.of(name, number("%.4f", value))));
    rows.add(List.of("seconds", number("%.1f", last.seconds())));
    rows.add(List.of("steps/s", number("%.1f", last.stepsPerSecond())));
    out.append(Html.table("epoch " + last.number(), List.of(), rows));
    if (!history.stopped().isEmpty()) out.append(Html.text("Stopped: " + history.stopped()));
    return out.toString();
  }

  private static String number(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
