package org.espalier.runtime.plot;

import static org.espalier.runtime.plot.Spec.list;
import static org.espalier.runtime.plot.Spec.map;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Lays out {@link Plots#bars}. */
final class BarPlot {
  private static final double SHARE = 0.78;

  private BarPlot() {}

  static Plot draw(String title, String xLabel, String yLabel, List<Bar> bars) {
    if (bars.isEmpty()) {
      throw new IllegalArgumentException("plot '" + title + "' has no bars: give at least one");
    }
    Set<List<String>> seen = new HashSet<>();
    for (Bar bar : bars) {
      if (!seen.add(List.of(bar.name(), bar.group()))) {
        throw new IllegalArgumentException(
            "plot '"
                + title
                + "' has two bars '"
                + bar.name()
                + "'"
                + (bar.group().isEmpty() ? "" : " in group '" + bar.group() + "'"));
      }
    }
    List<String> names = distinct(bars.stream().map(Bar::name).toList());
    List<String> groups = distinct(bars.stream().map(Bar::group).toList());
    double labels = Lettering.widest(names, Spec.TICK_SIZE) + 8;
    int width = (int) Math.min(1000, Math.max(480, 110 + names.size() * Math.min(labels, 120)));
    Map<String, Object> spec = Spec.plot(title, width, 380, 90);
    Spec.mapIn(spec, "theme").put("panel_grid_major_x", map("blank", true));
    Spec.mapIn(spec, "theme").put("axis_line", map("blank", true));
    Spec.mapIn(spec, "theme").put("axis_ticks", map("blank", true));
    layers(spec, bars, names, groups);
    scales(spec, xLabel, yLabel, bars, names, groups, (width - 110.0) / names.size() < labels);
    if (groups.size() > 1) {
      Spec.legendOnTop(spec);
    }
    return new Plot(title, describe(xLabel, yLabel, bars), spec);
  }

  private static List<String> distinct(List<String> texts) {
    return new ArrayList<>(new LinkedHashSet<>(texts));
  }

  private static void layers(
      Map<String, Object> spec, List<Bar> bars, List<String> names, List<String> groups) {
    double slot = SHARE / groups.size();
    List<Object> left = list();
    List<Object> right = list();
    List<Object> low = list();
    List<Object> high = list();
    List<Object> group = list();
    List<Object> middle = list();
    List<Object> errorLow = list();
    List<Object> errorHigh = list();
    for (Bar bar : bars) {
      double start = names.indexOf(bar.name()) - SHARE / 2 + slot * groups.indexOf(bar.group());
      left.add(start + slot * 0.04);
      right.add(start + slot * 0.96);
      low.add(Math.min(0, bar.value()));
      high.add(Math.max(0, bar.value()));
      group.add(bar.group());
      if (bar.hasError()) {
        middle.add(start + slot / 2);
        errorLow.add(bar.lower());
        errorHigh.add(bar.upper());
      }
    }
    List<Object> layers = Spec.listIn(spec, "layers");
    layers.add(
        map(
            "geom",
            "rect",
            "data",
            map("left", left, "right", right, "low", low, "high", high, "group", group),
            "mapping",
            map("xmin", "left", "xmax", "right", "ymin", "low", "ymax", "high", "fill", "group"),
            "size",
            0.0,
            "sampling",
            "none"));
    if (!middle.isEmpty()) {
      layers.add(
          map(
              "geom",
              "errorbar",
              "data",
              map("x", middle, "low", errorLow, "high", errorHigh),
              "mapping",
              map("x", "x", "ymin", "low", "ymax", "high"),
              "color",
              Ink.TEXT,
              "width",
              slot * 0.3,
              "size",
              0.8,
              "sampling",
              "none"));
    }
    layers.add(map("geom", "hline", "yintercept", 0.0, "color", Ink.AXIS, "size", 0.5));
  }

  private static void scales(
      Map<String, Object> spec,
      String xLabel,
      String yLabel,
      List<Bar> bars,
      List<String> names,
      List<String> groups,
      boolean tight) {
    double low = bars.stream().mapToDouble(b -> Math.min(b.lower(), b.value())).min().orElse(0);
    double high = bars.stream().mapToDouble(b -> Math.max(b.upper(), b.value())).max().orElse(0);
    Ticks values = Ticks.around(Math.min(0, low), Math.max(0, high), 5);
    List<Double> places = IntStream.range(0, names.size()).mapToObj(i -> (double) i).toList();
    List<String> shown =
        names.stream().map(n -> Lettering.shorten(n, 150, Spec.TICK_SIZE)).toList();
    List<Object> scales = Spec.listIn(spec, "scales");
    Map<String, Object> x = Spec.axis("x", xLabel, new Ticks(places, shown), 0);
    x.put("limits", list(-0.6, names.size() - 0.4));
    scales.add(x);
    Map<String, Object> y =
        Spec.axis("y", Lettering.wrap(yLabel, 250, Spec.LABEL_SIZE), values, low < 0 ? 0.03 : 0);
    if (values.first() < values.last()) {
      y.put("limits", list(values.first(), values.last()));
    }
    scales.add(y);
    List<String> colours = IntStream.range(0, groups.size()).mapToObj(Palette::series).toList();
    scales.add(Spec.manual("fill", groups, colours));
    if (tight) {
      Spec.mapIn(spec, "theme")
          .put(
              "axis_text_x",
              map("blank", false, "color", Ink.MUTED, "size", Spec.TICK_SIZE, "angle", 30));
    }
  }

  private static String describe(String xLabel, String yLabel, List<Bar> bars) {
    StringBuilder text = new StringBuilder("Bars of " + yLabel + " by " + xLabel + ": ");
    for (Bar bar : bars) {
      text.append(text.toString().endsWith(": ") ? "" : "; ").append(bar.name());
      text.append(bar.group().isEmpty() ? "" : " (" + bar.group() + ")");
      text.append(' ').append(Ticks.plain(bar.value()));
      if (bar.hasError()) {
        text.append(" [").append(Ticks.plain(bar.lower())).append(" to ");
        text.append(Ticks.plain(bar.upper())).append(']');
      }
    }
    return text.append('.').toString();
  }
}
