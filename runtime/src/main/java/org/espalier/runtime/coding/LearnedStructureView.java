package org.espalier.runtime.coding;

import java.util.List;
import java.util.Locale;
import org.espalier.dsl.coding.LayerReport;
import org.espalier.dsl.coding.LearnedStructure;
import org.espalier.runtime.view.Html;
import org.espalier.runtime.view.Table;
import org.espalier.runtime.view.View;
import org.espalier.runtime.view.Views;

/** A learned structure: its report, receptive fields of the first layer, every mask. */
public final class LearnedStructureView implements View<LearnedStructure> {
  private static final int UNITS = 64;

  @Override
  public Class<LearnedStructure> type() {
    return LearnedStructure.class;
  }

  @Override
  public String html(LearnedStructure structure) {
    StringBuilder html = new StringBuilder(table(structure).html());
    html.append(Html.text("Stopped: " + structure.stopped()));
    if (!structure.layers().isEmpty() && structure.input().size() > 1) {
      html.append(Views.html(StructurePlots.receptiveFields(structure, UNITS)).orElseThrow());
    }
    for (int layer = 1; layer <= structure.layers().size(); layer++) {
      html.append(Views.html(StructurePlots.links(structure, layer)).orElseThrow());
    }
    return html.toString();
  }

  private static Table table(LearnedStructure structure) {
    return new Table(
        "Layers by efficient coding",
        List.of(
            "layer",
            "inputs",
            "units",
            "entropy (nats)",
            "dependence (nats)",
            "gain",
            "error",
            "active",
            "links",
            "locality (pixels)",
            "random (pixels)",
            "verdict"),
        structure.reports().stream().map(LearnedStructureView::row).toList());
  }

  private static List<Object> row(LayerReport r) {
    return List.of(
        r.layer(),
        r.inputs(),
        r.units(),
        figure(r.entropy()),
        figure(r.dependence()),
        figure(r.length().gain()),
        figure(r.reconstructionError()),
        figure(r.active()),
        r.links(),
        figure(r.locality()),
        figure(r.randomLocality()),
        r.verdict());
  }

  private static String figure(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
  }
}
