package org.espalier.dsl.coding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A learned structure's report for a terminal. */
final class ReportText {
  private ReportText() {}

  static String of(LearnedStructure structure) {
    List<String> lines = new ArrayList<>();
    for (LayerReport r : structure.reports()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "layer %d   %d → %d units   %s",
              r.layer(),
              r.inputs(),
              r.units(),
              r.verdict()));
      lines.add(
          String.format(
              Locale.ROOT,
              "  output entropy       %.4f nats a unit, dependence %.4f",
              r.entropy(),
              r.dependence()));
      lines.add(
          String.format(
              Locale.ROOT,
              "  description length   %.1f → %.1f bits a sample, gain %.3f",
              r.length().bitsRaw(),
              r.length().bitsCoded(),
              r.length().gain()));
      lines.add(
          String.format(
              Locale.ROOT,
              "  reconstruction       error %.4f, %.1f %% of codes active",
              r.reconstructionError(),
              100 * r.active()));
      lines.add(
          String.format(
              Locale.ROOT, "  links kept           %d, density %.4f", r.links(), r.density()));
      if (!Double.isNaN(r.locality())) {
        lines.add(
            String.format(
                Locale.ROOT,
                "  locality             %.2f pixels between links of a unit; random %.2f",
                r.locality(),
                r.randomLocality()));
      }
    }
    lines.add("stopped: " + structure.stopped());
    return String.join("\n", lines);
  }
}
