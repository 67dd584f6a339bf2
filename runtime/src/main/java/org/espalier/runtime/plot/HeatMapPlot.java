package org.espalier.runtime.plot;

import static org.espalier.runtime.plot.Spec.list;
import static org.espalier.runtime.plot.Spec.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lays out {@link Plots#heatMap}. */
final class HeatMapPlot {
  private static final int RASTER_FROM = 2_500;

  private final Cells cells;
  private final int rows;
  private final int columns;
  private double low = Double.POSITIVE_INFINITY;
  private double high = Double.NEGATIVE_INFINITY;
  private int missing;

  private HeatMapPlot(Cells cells) {
    this.cells = cells;
    this.rows = cells.rows();
    this.columns = cells.columns();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double value = cells.value(r, c);
        if (Double.isNaN(value)) {
          missing++;
        } else {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
  }

  static Plot draw(String title, String xLabel, String yLabel, String valueLabel, Cells cells) {
    HeatMapPlot plot = new HeatMapPlot(cells);
    String words =
        "Heat map of "
            + valueLabel
            + ", "
            + cells.rows()
            + " rows of "
            + yLabel
            + " by "
            + cells.columns()
            + " columns of "
            + xLabel
            + "; values from "
            + Ticks.plain(plot.low)
            + " to "
            + Ticks.plain(plot.high)
            + (plot.missing > 0 ? "; " + plot.missing + " cells without a value" : "")
            + ".";
    return new Plot(title, words, plot.spec(title, xLabel, yLabel, valueLabel));
  }

  private boolean signed() {
    return low < 0;
  }

  private double bottom() {
    if (cells.range() != null) {
      return cells.range()[0];
    }
    return signed() ? -top() : Math.min(0, low);
  }

  private double top() {
    if (cells.range() != null) {
      return cells.range()[1];
    }
    if (signed()) {
      return Math.max(Math.abs(low), Math.abs(high));
    }
    return high > 0 ? high : 1;
  }

  private List<String> ramp() {
    return signed() ? Palette.DIVERGING : Palette.SEQUENTIAL;
  }

  private Map<String, Object> spec(String title, String xLabel, String yLabel, String valueLabel) {
    double ratio = rows / (double) columns;
    boolean square = ratio > 0.25 && ratio < 4;
    double cell = Math.max(Math.min(52, 480.0 / columns), textRoom());
    double panelWidth = square ? Math.max(160, cell * columns) : 480;
    double panelHeight = square ? panelWidth * ratio : Math.min(480, Math.max(200, cell * rows));
    if (panelHeight > 640) {
      panelWidth *= 640 / panelHeight;
      panelHeight = 640;
    }
    double names = Lettering.widest(cells.rowNames(), Spec.TICK_SIZE);
    double legend = Math.max(70, Lettering.width(wrapped(valueLabel, 110), Spec.TICK_SIZE) + 24);
    boolean slanted = slanted(panelWidth);
    double below = slanted ? Math.min(150, Lettering.widest(cells.columnNames(), 13)) * 0.7 : 0;
    double left = Math.min(names, 160) + 54;
    int width = (int) Math.max(320, panelWidth + left + 24 + legend);
    int height = (int) Math.max(240, panelHeight + 110 + below);
    Map<String, Object> spec = Spec.plot(title, width, height, left);
    height += 20 * (int) Spec.mapIn(spec, "ggtitle").get("text").toString().lines().skip(1).count();
    Spec.mapIn(spec, "ggsize").put("height", height);
    Map<String, Object> theme = Spec.mapIn(spec, "theme");
    theme.put("panel_grid_major", map("blank", true));
    theme.put("axis_line", map("blank", true));
    theme.put("axis_ticks", map("blank", true));
    theme.put("legend_position", "right");
    theme.put(
        "axis_text_x",
        map("blank", false, "color", Ink.MUTED, "size", Spec.TICK_SIZE, "angle", slanted ? 40 : 0));
    if (square) {
      spec.put("coord", map("name", "fixed", "ratio", 1.0));
    }
    double barHeight = Math.max(80, Math.min(220, panelHeight * 0.7));
    spec.put(
        "guides",
        map("fill", map("name", "colorbar", "barheight", barHeight, "barwidth", 14, "nbin", 48)));
    layers(spec, panelWidth / columns, panelHeight / rows);
    scales(spec, xLabel, yLabel, valueLabel, panelWidth, panelHeight);
    return spec;
  }

  private double widestColumn() {
    return Lettering.widest(cells.columnNames(), Spec.TICK_SIZE);
  }

  /** Names of columns stand aslant where they are wider than the columns; numbers never do. */
  private boolean slanted(double panelWidth) {
    return cells.namesColumns() && widestColumn() + 4 > panelWidth / columns;
  }

  private double textRoom() {
    double room = 0;
    if (cells.hasText()) {
      for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
          room = Math.max(room, Lettering.width(cells.text(r, c), 11) + 8);
        }
      }
    }
    return room;
  }

  private void layers(Map<String, Object> spec, double cellWidth, double cellHeight) {
    List<Object> x = list();
    List<Object> y = list();
    List<Object> values = list();
    List<Object> texts = list();
    List<Object> inks = list();
    List<Object> textX = list();
    List<Object> textY = list();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        double value = cells.value(r, c);
        x.add((double) c);
        y.add((double) (rows - 1 - r));
        values.add(Double.isNaN(value) ? null : (Object) value);
        if (!cells.text(r, c).isEmpty()) {
          textX.add((double) c);
          textY.add((double) (rows - 1 - r));
          texts.add(cells.text(r, c));
          inks.add(ink(value));
        }
      }
    }
    List<Object> layers = Spec.listIn(spec, "layers");
    boolean raster = (long) rows * columns > RASTER_FROM;
    Map<String, Object> cellLayer =
        map(
            "geom",
            raster ? "raster" : "tile",
            "data",
            map("x", x, "y", y, "value", values),
            "mapping",
            map("x", "x", "y", "y", "fill", "value"),
            "sampling",
            "none");
    if (!raster) {
      boolean roomy = Math.min(cellWidth, cellHeight) >= 12;
      cellLayer.put("color", Ink.CARD);
      cellLayer.put("size", roomy ? 0.6 : 0.0);
    }
    layers.add(cellLayer);
    if (!texts.isEmpty()) {
      double size = Math.min(13, Math.min(cellHeight * 0.5, 11 * cellWidth / (textRoom() + 2)));
      layers.add(
          map(
              "geom", "text",
              "data", map("x", textX, "y", textY, "text", texts, "ink", inks),
              "mapping", map("x", "x", "y", "y", "label", "text", "color", "ink"),
              "family", "sans-serif",
              "size", size / 2,
              "vjust", "center",
              "sampling", "none"));
    }
  }

  private String ink(double value) {
    if (Double.isNaN(value)) {
      return Palette.inkOn(Palette.rgb(Palette.MISSING));
    }
    return Palette.inkOn(colour(value));
  }

  private void scales(
      Map<String, Object> spec,
      String xLabel,
      String yLabel,
      String valueLabel,
      double panelWidth,
      double panelHeight) {
    List<Object> scales = Spec.listIn(spec, "scales");
    double columnRoom = slanted(panelWidth) ? 17 : widestColumn() + 8;
    Ticks across = ticks(cells.columnNames(), cells.namesColumns(), panelWidth, columnRoom, false);
    Ticks down = ticks(cells.rowNames(), cells.namesRows(), panelHeight, 17, true);
    Map<String, Object> x = Spec.axis("x", xLabel, across, 0);
    x.put("limits", list(-0.5, columns - 0.5));
    scales.add(x);
    Map<String, Object> y =
        Spec.axis("y", Lettering.wrap(yLabel, panelHeight, Spec.LABEL_SIZE), down, 0);
    y.put("limits", list(-0.5, rows - 0.5));
    scales.add(y);
    scales.add(colours(wrapped(valueLabel, 110)));
    scales.add(map("aesthetic", "color", "scale_mapper_kind", "identity", "guide", "none"));
  }

  private Map<String, Object> colours(String label) {
    Ticks marks =
        low == high ? Ticks.around(low, low, 1) : Ticks.between(bottom(), top(), 4, false);
    Map<String, Object> scale =
        map(
            "aesthetic",
            "fill",
            "scale_mapper_kind",
            "color_gradientn",
            "name",
            label,
            "colors",
            list(ramp().toArray()),
            "breaks",
            list(marks.values().toArray()),
            "labels",
            list(marks.labels().toArray()),
            "na_value",
            Palette.MISSING);
    if (low == high) {
      // Around equal values lets-plot puts a range of its own, which limits may not cut.
      String only = String.format("#%06x", colour(low));
      scale.put("colors", list(only, only));
    } else {
      scale.put("limits", list(bottom(), top()));
    }
    return scale;
  }

  private int colour(double value) {
    return Palette.at(ramp(), (value - bottom()) / (top() - bottom()));
  }

  private static String wrapped(String label, double pixels) {
    return Lettering.wrap(label, pixels, Spec.TICK_SIZE);
  }

  /** All names where there is room for them, else evenly spaced ones. */
  private Ticks ticks(
      List<String> names, boolean given, double panel, double roomForOne, boolean upsideDown) {
    int count = names.size();
    int every = (int) Math.max(1, Math.ceil(count * Math.min(roomForOne, 90) / panel));
    if (!given && every > 1) {
      int power = (int) Math.pow(10, Math.floor(Math.log10(every)));
      int lead = (every + power - 1) / power;
      every = power * (lead <= 2 ? lead : lead <= 5 ? 5 : 10);
    }
    List<Double> places = new ArrayList<>();
    List<String> shown = new ArrayList<>();
    for (int i = 0; i < count; i += every) {
      places.add((double) (upsideDown ? count - 1 - i : i));
      shown.add(Lettering.shorten(names.get(i), 150, Spec.TICK_SIZE));
    }
    return new Ticks(places, shown);
  }
}
