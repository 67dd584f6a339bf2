package org.espalier.dsl.network;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.espalier.dsl.expr.Expr;
import org.espalier.dsl.init.GivenMask;
import org.espalier.dsl.init.LinkCounts;
import org.espalier.dsl.init.LinkMask;
import org.espalier.dsl.op.Leaf;
import org.espalier.dsl.reading.Cost;
import org.espalier.dsl.tensor.Shape;

/**
 * A network at a glance: what its layers make, hold and cost. {@link #toString} is a table.
 *
 * @param network its name
 * @param rows inputs, then steps, in order
 * @param parameters trainable numbers in all
 * @param state other numbers that layers keep
 * @param macs multiply-accumulates of one example, forward; axes of unknown size count as 1
 * @param bytes of parameters and state
 * @param warnings units that masks of known links cut off, a line a weight
 */
public record Summary(
    String network,
    List<Row> rows,
    long parameters,
    long state,
    long macs,
    long bytes,
    List<String> warnings) {
  /**
   * One input or step.
   *
   * @param name of the step
   * @param layer for people: {@code dense, 120 units}
   * @param inputs what it uses
   * @param shape of its output, batch axis first
   * @param parameters trainable numbers it declares; 0 where it shares an earlier step's
   * @param state other numbers it declares
   * @param macs multiply-accumulates of one example
   * @param shared true where it uses the parameters of an earlier step
   * @param links weights that masks keep at the start, of those it declares; as many as expected
   *     where they are drawn one by one
   * @param possibleLinks weights that masks stand before; 0 where nothing is masked
   */
  public record Row(
      String name,
      String layer,
      List<String> inputs,
      Shape shape,
      long parameters,
      long state,
      long macs,
      boolean shared,
      long links,
      long possibleLinks) {
    public Row {
      inputs = List.copyOf(inputs);
    }

    /** For people: {@code 80 352 (0.2000)}, how many and their density; empty without masks. */
    public String linksText() {
      if (possibleLinks == 0) return "";
      return number(links) + String.format(Locale.ROOT, " (%.4f)", density());
    }

    /** Links over those there could be; 1 without masks. */
    public double density() {
      return possibleLinks == 0 ? 1 : links / (double) possibleLinks;
    }
  }

  public Summary {
    rows = List.copyOf(rows);
    warnings = List.copyOf(warnings);
  }

  /** Traces a network in inference mode and counts. */
  public static Summary of(Network network) {
    Tracing tracing = new Tracing(network);
    Trace trace = new Trace(tracing, "summary", false);
    Map<String, Expr> leaves = network.leaves();
    List<Row> rows = new ArrayList<>();
    leaves.forEach(
        (name, e) -> rows.add(new Row(name, "input", List.of(), e.shape(), 0, 0, 0, false, 0, 0)));
    Set<String> places = new HashSet<>();
    int known = 0;
    for (Step step : network.steps()) {
      Expr out = new StepSite(network.name(), network.steps(), step, leaves, Map.of()).call(trace);
      leaves.put(step.name(), Leaf.input(step.name(), out.type()));
      long[] sizes = declared(tracing, known);
      long[] links = masked(tracing, known);
      known = tracing.variables().size();
      boolean shared = !places.add(step.weights());
      rows.add(
          new Row(
              step.name(),
              step.layer().label(),
              step.inputs(),
              out.shape(),
              sizes[0],
              sizes[1],
              Cost.of(out).macs(),
              shared,
              links[0],
              links[1]));
    }
    long parameters = rows.stream().mapToLong(Row::parameters).sum();
    long state = rows.stream().mapToLong(Row::state).sum();
    long macs = rows.stream().mapToLong(Row::macs).sum();
    long bytes = tracing.variables().stream().mapToLong(Summary::bytes).sum();
    List<String> warnings = tracing.variables().stream().flatMap(v -> cutOff(v).stream()).toList();
    return new Summary(network.name(), rows, parameters, state, macs, bytes, warnings);
  }

  private static Optional<String> cutOff(Variable v) {
    if (!(v.init() instanceof GivenMask mask)) return Optional.empty();
    String weight = v.path().substring(0, v.path().lastIndexOf('/'));
    return LinkCounts.of(weight, v.type().shape(), mask.links().nonZero()).cutOff();
  }

  /**
   * Numbers in weights and in state that were declared since there were {@code known} variables.
   */
  private static long[] declared(Tracing tracing, int known) {
    long[] sizes = new long[2];
    tracing.variables().stream()
        .skip(known)
        .forEach(
            v -> sizes[v.role() == Variable.Role.WEIGHT ? 0 : 1] += v.type().shape().size().size());
    return sizes;
  }

  /** Links, and how many there could be, in masks declared since then. */
  private static long[] masked(Tracing tracing, int known) {
    long[] links = new long[2];
    tracing.variables().stream()
        .skip(known)
        .filter(v -> v.role() == Variable.Role.STATE && v.init() instanceof LinkMask)
        .forEach(
            v -> {
              long size = v.type().shape().size().size();
              double density = ((LinkMask) v.init()).density(v.type().shape().toArray());
              links[0] += Math.round(density * size);
              links[1] += size;
            });
    return links;
  }

  private static long bytes(Variable v) {
    return v.type().shape().size().size() * v.type().dtype().bytes();
  }

  /** Shape of a step's output, batch axis first. */
  public Shape shape(String step) {
    return rows.stream()
        .filter(r -> r.name().equals(step))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no step '" + step + "' in " + network))
        .shape();
  }

  @Override
  public String toString() {
    List<String[]> cells = new ArrayList<>();
    cells.add(new String[] {"name", "layer", "from", "output", "links", "parameters", "MACs"});
    String before = null;
    for (Row r : rows) {
      boolean chained = r.inputs().equals(before == null ? List.of() : List.of(before));
      cells.add(
          new String[] {
            r.name(),
            r.layer(),
            chained ? "" : String.join(", ", r.inputs()),
            r.shape().toString(),
            r.linksText(),
            r.shared() && r.parameters() == 0 ? "shared" : number(r.parameters()),
            number(r.macs())
          });
      before = r.name();
    }
    String end =
        "%n%s: %s parameters%s, %.2f MB · %s MACs an example"
            .formatted(
                network,
                number(parameters),
                state == 0 ? "" : " and " + number(state) + " numbers of state",
                bytes / 1e6,
                number(macs));
    StringBuilder text = new StringBuilder(table(cells)).append(end);
    for (String warning : warnings) {
      text.append(System.lineSeparator()).append("warning: ").append(warning);
    }
    return text.toString();
  }

  private static String table(List<String[]> cells) {
    int columns = cells.get(0).length;
    boolean[] empty = new boolean[columns];
    int[] widths = new int[columns];
    for (int c = 0; c < columns; c++) {
      int column = c;
      empty[c] = cells.stream().skip(1).allMatch(row -> row[column].isEmpty());
      widths[c] = cells.stream().mapToInt(row -> row[column].length()).max().orElse(0);
    }
    StringBuilder text = new StringBuilder();
    for (String[] row : cells) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < columns; c++) {
        if (empty[c]) continue;
        String pad = " ".repeat(widths[c] - row[c].length());
        line.append(c < columns - 2 ? row[c] + pad : pad + row[c]).append("  ");
      }
      text.append(line.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private static String number(long n) {
    return String.format(Locale.ROOT, "%,d", n).replace(',', ' ');
  }
}
