package org.espalier.runtime.plot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Words of lets-plot's specification language: nested maps and lists, made short to write. */
final class Spec {
  static final double TITLE_SIZE = 17;
  static final double LABEL_SIZE = 14;
  static final double TICK_SIZE = 13;
  static final double SMALL_SIZE = 12;

  private Spec() {}

  /** A map in the order written: key, value, key, value. */
  static Map<String, Object> map(Object... keysAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return map;
  }

  /** A list that may hold null, which lets-plot reads as a missing value. */
  static List<Object> list(Object... values) {
    return new ArrayList<>(Arrays.asList(values));
  }

  /**
   * A plot with the house's theme; the caller adds data, layers, scales and legend. The title is
   * broken to the room right of {@code left} pixels, where the panel begins.
   */
  static Map<String, Object> plot(String title, int width, int height, double left) {
    return map(
        "kind", "plot",
        "ggtitle",
            map("text", Lettering.wrap(title, Math.max(120, width - left - 24), TITLE_SIZE * 1.06)),
        "ggsize", map("width", width, "height", height),
        "layers", list(),
        "scales", list(),
        "theme", theme());
  }

  private static Map<String, Object> theme() {
    return map(
        "name", "minimal2",
        "text", map("blank", false, "family", "sans-serif", "color", Ink.TEXT),
        "plot_title", map("blank", false, "color", Ink.TEXT, "size", TITLE_SIZE, "face", "bold"),
        "plot_caption", map("blank", false, "color", Ink.MUTED, "size", SMALL_SIZE, "hjust", 0.0),
        "axis_title", map("blank", false, "color", Ink.TEXT, "size", LABEL_SIZE),
        "axis_text", map("blank", false, "color", Ink.MUTED, "size", TICK_SIZE),
        "axis_line", map("blank", false, "color", Ink.AXIS, "size", 1),
        "axis_ticks", map("blank", false, "color", Ink.AXIS, "size", 1),
        "panel_grid_major", map("blank", false, "color", Ink.GRID, "size", 1),
        "panel_grid_minor", map("blank", true),
        "legend_text", map("blank", false, "color", Ink.TEXT, "size", TICK_SIZE),
        "legend_title", map("blank", false, "color", Ink.TEXT, "size", TICK_SIZE),
        "legend_background", map("blank", true),
        "legend_position", "none",
        "plot_margin", map("t", 12, "r", 18, "b", 10, "l", 12),
        "plot_background", map("blank", false, "fill", Ink.CARD, "color", Ink.CARD, "size", 0));
  }

  /** A position scale: its label, its ticks and the room beyond the data. */
  static Map<String, Object> axis(String aesthetic, String label, Ticks ticks, double room) {
    return map(
        "aesthetic", aesthetic,
        "name", label,
        "breaks", list(ticks.values().toArray()),
        "labels", list(ticks.labels().toArray()),
        "expand", list(room, 0.0));
  }

  /** The legend above the panel. */
  static void legendOnTop(Map<String, Object> spec) {
    Map<String, Object> theme = mapIn(spec, "theme");
    theme.put("legend_position", "top");
    theme.put("legend_direction", "horizontal");
  }

  /** A scale with one value given by hand for each level of a discrete variable. */
  static Map<String, Object> manual(String aesthetic, List<?> levels, List<?> values) {
    return map(
        "aesthetic", aesthetic,
        "discrete", true,
        "name", "",
        "limits", list(levels.toArray()),
        "breaks", list(levels.toArray()),
        "labels", list(levels.stream().map(level -> level + "\u00a0\u00a0").toArray()),
        "values", list(values.toArray()));
  }

  @SuppressWarnings("unchecked")
  static List<Object> listIn(Map<String, Object> spec, String key) {
    return (List<Object>) spec.get(key);
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> mapIn(Map<String, Object> spec, String key) {
    return (Map<String, Object>) spec.get(key);
  }

  /** A copy whose maps and lists can be changed at every depth, as lets-plot wants them. */
  static Object thawed(Object value) {
    if (value instanceof Map<?, ?> m) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      m.forEach((k, v) -> copy.put(k, thawed(v)));
      return copy;
    } else if (value instanceof List<?> l) {
      List<Object> copy = new ArrayList<>(l.size());
      l.forEach(v -> copy.add(thawed(v)));
      return copy;
    }
    return value;
  }

  /** A copy that nobody can change at any depth. */
  static Object frozen(Object value) {
    if (value instanceof Map<?, ?> m) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      m.forEach((k, v) -> copy.put(k, frozen(v)));
      return Collections.unmodifiableMap(copy);
    } else if (value instanceof List<?> l) {
      List<Object> copy = new ArrayList<>(l.size());
      l.forEach(v -> copy.add(frozen(v)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }
}
