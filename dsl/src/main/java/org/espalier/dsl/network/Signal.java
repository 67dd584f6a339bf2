package org.espalier.dsl.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.espalier.dsl.init.Site;
import org.espalier.dsl.random.RandomSource;
import org.espalier.dsl.reading.Moment;

/**
 * Mean and variance of a signal at every step of a network as it starts, predicted from the
 * description alone: exact where an op has a rule, by quadrature for elementwise formulas, sampled
 * otherwise, which {@link #notes()} says. Source: AutoInit, arXiv:2109.08958.
 *
 * @param network its name
 * @param rows one per input and step, in order
 * @param notes what was assumed or sampled, by path
 */
public record Signal(String network, List<Row> rows, Map<String, String> notes) {
  /**
   * One value.
   *
   * @param name of the input or step
   * @param layer what it is computed by; empty for an input
   * @param moment of one entry
   */
  public record Row(String name, String layer, Moment moment) {}

  public Signal {
    rows = List.copyOf(rows);
    notes = Collections.unmodifiableMap(notes);
  }

  /** Follows a signal; initializers without a law of their own are drawn from {@code seed}. */
  public static Signal of(Network network, SignalOptions options, long seed) {
    Propagation found =
        new Propagation(
            network,
            options,
            (v, around) ->
                new Site(
                    v.path(),
                    v.type().shape().toArray(),
                    RandomSource.of(seed, v.path(), "init"),
                    around));
    List<Row> rows = new ArrayList<>();
    for (InputSpec in : network.inputs()) rows.add(new Row(in.name(), "", found.of(in.name())));
    for (Step step : network.steps()) {
      rows.add(new Row(step.name(), step.layer().label(), found.of(step.name())));
    }
    return new Signal(network.name(), rows, found.notes());
  }

  /** The moment at a step or input. */
  public Moment at(String name) {
    return rows.stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new org.espalier.dsl.error.EspalierException(
                    "network '"
                        + network
                        + "' has no step '"
                        + name
                        + "'; there are "
                        + rows.stream().map(Row::name).toList()))
        .moment();
  }

  @Override
  public String toString() {
    int name = rows.stream().mapToInt(r -> r.name().length()).max().orElse(0);
    int layer = rows.stream().mapToInt(r -> r.layer().length()).max().orElse(0);
    StringBuilder text = new StringBuilder();
    String line = "%-" + Math.max(4, name) + "s  %-" + Math.max(5, layer) + "s  %12s %12s%n";
    text.append(String.format(Locale.ROOT, line, "step", "layer", "mean", "variance"));
    for (Row row : rows) {
      String mean = String.format(Locale.ROOT, "%.6g", row.moment().mean());
      String variance = String.format(Locale.ROOT, "%.6g", row.moment().variance());
      text.append(String.format(Locale.ROOT, line, row.name(), row.layer(), mean, variance));
    }
    notes.forEach((path, note) -> text.append(path).append(": ").append(note).append('\n'));
    return text.toString().stripTrailing();
  }
}
