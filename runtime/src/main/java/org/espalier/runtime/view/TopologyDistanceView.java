package org.espalier.runtime.view;

import java.util.List;
import java.util.Locale;
import org.espalier.dsl.topology.LayerDistance;
import org.espalier.dsl.topology.TopologyDistance;

/** How far two networks' wirings are apart, layer by layer. */
public final class TopologyDistanceView implements View<TopologyDistance> {
  @Override
  public Class<TopologyDistance> type() {
    return TopologyDistance.class;
  }

  @Override
  public String html(TopologyDistance distance) {
    String caption =
        "NNSTD "
            + number(distance.mean())
            + (distance.unambiguous() ? "" : "; ties: another matching may give another distance");
    String notes = String.join("\n", distance.notes());
    return Html.table(
            caption,
            List.of("parameter", "distance", "in order", "matching"),
            distance.layers().stream().map(TopologyDistanceView::row).toList())
        + (notes.isEmpty() ? "" : Html.text(notes));
  }

  private static List<String> row(LayerDistance layer) {
    return List.of(
        layer.path(),
        number(layer.distance()),
        number(layer.inOrder()),
        layer.unique() ? "unique" : "has ties");
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
