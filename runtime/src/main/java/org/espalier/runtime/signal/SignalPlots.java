package org.espalier.runtime.signal;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.espalier.runtime.plot.Plot;
import org.espalier.runtime.plot.Plots;
import org.espalier.runtime.plot.Series;
import org.espalier.runtime.view.Table;

/** A measured signal as picture and table. */
final class SignalPlots {
  private SignalPlots() {}

  static Plot variances(MeasuredSignal signal) {
    List<MeasuredSignal.Row> rows = signal.rows();
    double[] steps = IntStream.range(0, rows.size()).asDoubleStream().toArray();
    double[] measured = powers(rows, row -> row.variance().mean());
    double[] up = powers(rows, row -> row.variance().mean() + row.variance().deviation());
    double[] down = powers(rows, row -> row.variance().mean() - row.variance().deviation());
    for (int i = 0; i < down.length; i++) if (Double.isNaN(down[i])) down[i] = measured[i];
    return Plots.curves(
        "Variance along " + signal.network(),
        "step (number; 0 is the input)",
        "variance of one entry (log₁₀)",
        Series.dashed("predicted", steps, powers(rows, row -> row.predicted().variance())),
        Series.line("measured", steps, measured).withBand(down, up));
  }

  /** Logarithms to base 10; where there is none, a gap. */
  private static double[] powers(
      List<MeasuredSignal.Row> rows, ToDoubleFunction<MeasuredSignal.Row> value) {
    return rows.stream()
        .mapToDouble(value)
        .map(v -> v > 0 && v < Double.POSITIVE_INFINITY ? Math.log10(v) : Double.NaN)
        .toArray();
  }

  static Table table(MeasuredSignal signal) {
    String nets = signal.seeds() + (signal.seeds() == 1 ? " net" : " nets");
    return new Table(
        signal.network() + ": " + nets + " on " + signal.data(),
        List.of("step", "layer", "mean, predicted", "measured", "variance, predicted", "measured"),
        signal.rows().stream().map(SignalPlots::row).toList());
  }

  private static List<String> row(MeasuredSignal.Row row) {
    return List.of(
        row.name(),
        row.layer(),
        Figure.of(row.predicted().mean()),
        row.mean().toString(),
        Figure.of(row.predicted().variance()),
        row.variance().toString());
  }
}
