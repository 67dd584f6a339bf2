package org.espalier.runtime.plot;

import static org.espalier.runtime.plot.Spec.list;
import static org.espalier.runtime.plot.Spec.map;

import java.util.List;
import java.util.Map;

/** Lays out {@link Plots#imageGrid}: the panel's units are pixels, so that images stay square. */
final class ImageGridPlot {
  private static final double GAP = 12;
  private static final double LINE = 15;
  private static final int MOST = 1_024;

  private final List<Tile> tiles;
  private final int columns;
  private final int rows;
  private final double tileWidth;
  private final double tileHeight;
  private final double pitchX;
  private final double pitchY;

  private ImageGridPlot(List<Tile> tiles, int wanted) {
    this.tiles = tiles;
    this.columns = Math.min(wanted, tiles.size());
    this.rows = (tiles.size() + columns - 1) / columns;
    Pixels first = tiles.get(0).image();
    double ratio = first.height() / (double) first.width();
    int lines = tiles.stream().mapToInt(t -> lines(t.caption())).max().orElse(0);
    double words = Lettering.widest(tiles.stream().map(Tile::caption).toList(), Spec.SMALL_SIZE);
    double fitting = Math.min(220, 720.0 / columns - GAP);
    this.tileWidth =
        Math.max(
            28, Math.min(fitting, Math.max(Math.min(110, Math.max(72, 8 * first.width())), words)));
    this.tileHeight = tileWidth * ratio;
    this.pitchX = tileWidth + GAP;
    this.pitchY = tileHeight + lines * LINE + GAP;
  }

  static Plot draw(String title, String key, List<Tile> tiles, int columns) {
    if (tiles.isEmpty()) {
      throw new IllegalArgumentException("image grid '" + title + "' has no images");
    }
    if (columns < 1) {
      throw new IllegalArgumentException("columns must be at least 1, got " + columns);
    }
    if (tiles.size() > MOST) {
      throw new IllegalArgumentException(
          "image grid '"
              + title
              + "' has "
              + tiles.size()
              + " images, at most "
              + MOST
              + " can be drawn: pass a part of them");
    }
    for (Tile tile : tiles) {
      Pixels a = tiles.get(0).image();
      Pixels b = tile.image();
      if (a.width() != b.width() || a.height() != b.height()) {
        throw new IllegalArgumentException(
            "image grid '" + title + "' needs images of one size, got " + a + " and " + b);
      }
    }
    ImageGridPlot grid = new ImageGridPlot(tiles, columns);
    String words =
        tiles.size()
            + " images of "
            + tiles.get(0).image().height()
            + " × "
            + tiles.get(0).image().width()
            + " pixels; "
            + key
            + "."
            + captions(tiles);
    return new Plot(title, words, grid.spec(title, key));
  }

  private static String captions(List<Tile> tiles) {
    List<String> words =
        tiles.stream()
            .map(Tile::caption)
            .filter(c -> !c.isBlank())
            .limit(64)
            .map(c -> c.replace("\n", ", "))
            .toList();
    return words.isEmpty() ? "" : " Captions: " + String.join("; ", words) + ".";
  }

  private static int lines(String caption) {
    return caption.isBlank() ? 0 : caption.split("\n", -1).length;
  }

  private Map<String, Object> spec(String title, String key) {
    double panelWidth = columns * pitchX;
    double panelHeight = rows * pitchY;
    double minimum = Math.min(Lettering.width(title, Spec.TITLE_SIZE * 1.1) + 40, 560);
    int width = (int) Math.ceil(Math.max(panelWidth, minimum) + 30);
    String caption = Lettering.wrap(key, width - 40, Spec.SMALL_SIZE);
    Map<String, Object> spec = Spec.plot(title, width, 100, 24);
    String shown = (String) Spec.mapIn(spec, "ggtitle").get("text");
    double around = 22 + 21 * shown.split("\n").length + 18 * caption.split("\n").length + 14;
    Spec.mapIn(spec, "ggsize").put("height", (int) Math.ceil(panelHeight + around));
    spec.put("caption", map("text", caption));
    spec.put("coord", map("name", "fixed", "ratio", 1.0));
    Map<String, Object> theme = Spec.mapIn(spec, "theme");
    for (String part :
        List.of("axis_title", "axis_text", "axis_line", "axis_ticks", "panel_grid")) {
      theme.put(part, map("blank", true));
    }
    theme.remove("panel_grid_major");
    theme.remove("panel_grid_minor");
    List<Object> scales = Spec.listIn(spec, "scales");
    scales.add(map("aesthetic", "x", "limits", list(0.0, panelWidth), "expand", list(0.0, 0.0)));
    scales.add(map("aesthetic", "y", "limits", list(0.0, panelHeight), "expand", list(0.0, 0.0)));
    List<Object> layers = Spec.listIn(spec, "layers");
    for (int i = 0; i < tiles.size(); i++) {
      image(layers, i, panelHeight);
    }
    words(layers, panelHeight, false);
    words(layers, panelHeight, true);
    return spec;
  }

  private double left(int i) {
    return (i % columns) * pitchX + GAP / 2;
  }

  private double top(int i, double panelHeight) {
    return panelHeight - (i / columns) * pitchY - GAP / 2;
  }

  private void image(List<Object> layers, int i, double panelHeight) {
    Tile tile = tiles.get(i);
    double x = left(i);
    double y = top(i, panelHeight);
    if (tile.marked()) {
      layers.add(
          map(
              "geom",
              "rect",
              "xmin",
              x - 3,
              "xmax",
              x + tileWidth + 3,
              "ymin",
              y - tileHeight - 3,
              "ymax",
              y + 3,
              "fill",
              Palette.ACCENT,
              "size",
              0.0));
    }
    layers.add(
        map(
            "geom",
            "image",
            "href",
            tile.image().enlargedDataUrl(2 * (int) tileWidth),
            "xmin",
            x,
            "xmax",
            x + tileWidth,
            "ymin",
            y - tileHeight,
            "ymax",
            y));
  }

  /** One text layer for the captions of all tiles that are (not) marked. */
  private void words(List<Object> layers, double panelHeight, boolean marked) {
    List<Object> x = list();
    List<Object> y = list();
    List<Object> text = list();
    for (int i = 0; i < tiles.size(); i++) {
      Tile tile = tiles.get(i);
      String[] lines = tile.caption().split("\n", -1);
      for (int line = 0; line < lines.length && tile.marked() == marked; line++) {
        if (!lines[line].isBlank()) {
          x.add(left(i) + tileWidth / 2);
          y.add(top(i, panelHeight) - tileHeight - LINE * (line + 0.65));
          text.add(Lettering.shorten(lines[line], pitchX - 2, Spec.SMALL_SIZE));
        }
      }
    }
    if (!text.isEmpty()) {
      layers.add(
          map(
              "geom",
              "text",
              "data",
              map("x", x, "y", y, "text", text),
              "mapping",
              map("x", "x", "y", "y", "label", "text"),
              "color",
              marked ? Palette.ACCENT : Ink.MUTED,
              "fontface",
              marked ? "bold" : "plain",
              "family",
              "sans-serif",
              "size",
              Spec.SMALL_SIZE / 2,
              "sampling",
              "none"));
    }
  }
}
