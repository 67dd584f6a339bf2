package org.espalier.runtime.signal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.espalier.dsl.error.Check;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.Signal;
import org.espalier.dsl.network.SignalOptions;
import org.espalier.dsl.reading.Moment;
import org.espalier.runtime.Compute;
import org.espalier.runtime.data.Dataset;
import org.espalier.runtime.plot.Plot;
import org.espalier.runtime.view.Html;
import org.espalier.runtime.view.Table;
import org.espalier.runtime.view.Viewable;
import org.espalier.runtime.view.Views;

/**
 * Mean and variance at every step of a network as it starts, predicted and measured: the same
 * description is started from several seeds, each net computes the steps' values on TensorFlow, and
 * the moments of all entries are taken.
 *
 * @param network its name
 * @param data what the nets saw
 * @param seeds how many nets there were: seeds 0 to seeds − 1
 * @param rows one per input and step whose value is a floating-point one, in order
 * @param notes what the prediction assumed or sampled, by path
 */
public record MeasuredSignal(
    String network, String data, int seeds, List<Row> rows, Map<String, String> notes)
    implements Viewable {
  /**
   * One value.
   *
   * @param name of the input or step
   * @param layer what it is computed by; empty for an input
   * @param predicted of one entry
   * @param mean of the entries of each net
   * @param variance of the entries of each net, about that net's mean
   */
  public record Row(
      String name, String layer, Moment predicted, Measurement mean, Measurement variance) {}

  public MeasuredSignal {
    rows = List.copyOf(rows);
    notes = Collections.unmodifiableMap(new LinkedHashMap<>(notes));
  }

  /** Of nets that see 128 examples each; else the same. */
  public static MeasuredSignal of(
      Network network, SignalOptions options, int seeds, Compute compute) {
    return of(network, options, seeds, 128, compute);
  }

  /**
   * Of nets that see normal numbers of the options' mean and variance, other ones for each net.
   *
   * @param options mode and rules of the prediction; the nets run in the same mode
   * @param seeds how many nets, at least 1
   * @param examples how many each of them sees, at least 1
   * @throws EspalierException for a network that takes integers or inputs of unknown size
   */
  public static MeasuredSignal of(
      Network network, SignalOptions options, int seeds, int examples, Compute compute) {
    Check.positive("seeds", seeds);
    Check.positive("examples", examples);
    try (StepMoments nets = new StepMoments(network, options, compute)) {
      List<Map<String, Moment>> seen = new ArrayList<>();
      for (int seed = 0; seed < seeds; seed++) seen.add(nets.onNoise(seed, examples));
      String data =
          String.format(
              Locale.ROOT,
              "normal inputs of mean %s, variance %s",
              Figure.of(options.input().mean()),
              Figure.of(options.input().variance()));
      return joined(network, Signal.of(network, options, 0), data, seen);
    }
  }

  /**
   * Of nets that see the examples of a data set; predicted for inputs of the mean and variance that
   * those have, all inputs taken together.
   *
   * @param seeds how many nets, at least 1
   * @throws org.espalier.dsl.error.ShapeMismatch when the data do not fit
   */
  public static MeasuredSignal of(
      Network network, SignalOptions options, int seeds, Dataset data, Compute compute) {
    Check.positive("seeds", seeds);
    try (StepMoments nets = new StepMoments(network, options, compute)) {
      List<Map<String, Moment>> seen = new ArrayList<>();
      for (int seed = 0; seed < seeds; seed++) seen.add(nets.on(data, seed));
      Moment input = nets.input(seen.get(0));
      SignalOptions as = options.withInput(input.mean(), input.variance());
      String what = data.size() + " examples of " + data.name();
      return joined(network, Signal.of(network, as, 0), what, seen);
    }
  }

  private static MeasuredSignal joined(
      Network network, Signal predicted, String data, List<Map<String, Moment>> seen) {
    List<Row> rows = new ArrayList<>();
    for (Signal.Row row : predicted.rows()) {
      List<Moment> found = seen.stream().map(net -> net.get(row.name())).toList();
      if (found.contains(null)) continue;
      Measurement mean = Measurement.of(found.stream().mapToDouble(Moment::mean));
      Measurement variance = Measurement.of(found.stream().mapToDouble(Moment::variance));
      rows.add(new Row(row.name(), row.layer(), row.moment(), mean, variance));
    }
    return new MeasuredSignal(network.name(), data, seen.size(), rows, predicted.notes());
  }

  /** The row of a step or input. */
  public Row at(String name) {
    for (Row row : rows) if (row.name().equals(name)) return row;
    throw new EspalierException(
        "network '"
            + network
            + "' has no measured step '"
            + name
            + "'; there are "
            + rows.stream().map(Row::name).toList());
  }

  /** Predicted and measured variance along the steps, by powers of ten. */
  public Plot plot() {
    return SignalPlots.variances(this);
  }

  /** Headings and cells: predicted moments, then the measured ones with their spread over nets. */
  public Table table() {
    return SignalPlots.table(this);
  }

  /** The plot, the table, and the notes. */
  @Override
  public String html() {
    String notes = lines();
    return Views.html(plot()).orElseThrow()
        + table().html()
        + (notes.isEmpty() ? "" : Html.text(notes));
  }

  private String lines() {
    return notes.entrySet().stream()
        .map(note -> note.getKey() + ": " + note.getValue())
        .collect(Collectors.joining("\n"));
  }

  @Override
  public String toString() {
    return (table().caption() + "\n" + table() + "\n" + lines()).stripTrailing();
  }
}
