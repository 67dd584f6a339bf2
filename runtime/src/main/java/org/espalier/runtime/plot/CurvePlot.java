package org.espalier.runtime.plot;

import static org.espalier.runtime.plot.Spec.list;
import static org.espalier.runtime.plot.Spec.map;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Lays out {@link Plots#curves}. */
final class CurvePlot {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 380;
  private static final int MANY_POINTS = 30;
  private static final List<Integer> SHAPES = List.of(19, 17, 15, 18, 8, 4, 3);
  private static final int DOT = 46;

  private final List<Series> all;
  private final List<Double> xs = new ArrayList<>();
  private double lowX = Double.POSITIVE_INFINITY;
  private double highX = Double.NEGATIVE_INFINITY;
  private double lowY = Double.POSITIVE_INFINITY;
  private double highY = Double.NEGATIVE_INFINITY;

  private CurvePlot(List<Series> all) {
    this.all = all;
    for (Series series : all) {
      double[] x = series.x();
      for (double[] y : List.of(series.y(), series.lower(), series.upper())) {
        for (int i = 0; i < y.length; i++) {
          reach(x[i], y[i]);
        }
      }
    }
  }

  static Plot draw(String title, String xLabel, String yLabel, List<Series> all) {
    if (all.isEmpty()) {
      throw new IllegalArgumentException("plot '" + title + "' has no series: give at least one");
    }
    Set<String> names = new HashSet<>();
    for (Series series : all) {
      if (!names.add(series.name())) {
        throw new IllegalArgumentException(
            "plot '" + title + "' has two series named '" + series.name() + "'");
      }
    }
    CurvePlot plot = new CurvePlot(all);
    if (plot.xs.isEmpty()) {
      throw new IllegalArgumentException("plot '" + title + "' holds NaN only: nothing to draw");
    }
    return new Plot(title, plot.describe(xLabel, yLabel), plot.spec(title, xLabel, yLabel));
  }

  private void reach(double x, double y) {
    if (!Double.isNaN(y)) {
      xs.add(x);
      lowX = Math.min(lowX, x);
      highX = Math.max(highX, x);
      lowY = Math.min(lowY, y);
      highY = Math.max(highY, y);
    }
  }

  private Map<String, Object> spec(String title, String xLabel, String yLabel) {
    Map<String, Object> spec = Spec.plot(title, WIDTH, HEIGHT, 90);
    List<Object> layers = Spec.listIn(spec, "layers");
    if (lowY < 0 && highY > 0) {
      layers.add(map("geom", "hline", "yintercept", 0.0, "color", Ink.AXIS, "size", 0.5));
    }
    if (all.stream().anyMatch(Series::banded)) {
      layers.add(bands());
    }
    if (all.stream().anyMatch(s -> s.style() != Series.Style.POINTS)) {
      layers.add(lines());
    }
    layers.add(markers());
    scales(spec, xLabel, yLabel);
    if (all.size() > 1) {
      List<String> names = all.stream().map(Series::name).toList();
      double row = names.stream().mapToDouble(n -> 50 + Lettering.width(n, Spec.TICK_SIZE)).sum();
      if (row < WIDTH - 110) {
        Spec.legendOnTop(spec);
      } else {
        Spec.mapIn(spec, "theme").put("legend_position", "right");
      }
    }
    return spec;
  }

  private void scales(Map<String, Object> spec, String xLabel, String yLabel) {
    List<Object> scales = Spec.listIn(spec, "scales");
    String wrapped = Lettering.wrap(yLabel, HEIGHT - 130, Spec.LABEL_SIZE);
    scales.add(Spec.axis("x", xLabel, Ticks.along(lowX, highX, xs), 0.04));
    Ticks up = Ticks.around(lowY, highY, 7);
    Map<String, Object> y = Spec.axis("y", wrapped, up, 0.04);
    if (lowY < highY) {
      y.put("limits", list(up.first(), up.last()));
    }
    scales.add(y);
    List<String> names = all.stream().map(Series::name).toList();
    List<String> colours = IntStream.range(0, all.size()).mapToObj(Palette::series).toList();
    scales.add(Spec.manual("color", names, colours));
    scales.add(Spec.manual("fill", names, colours));
    scales.add(
        Spec.manual(
            "linetype", names, IntStream.range(0, all.size()).mapToObj(this::lineType).toList()));
    scales.add(
        Spec.manual("shape", names, IntStream.range(0, all.size()).mapToObj(this::shape).toList()));
  }

  /** Where the colours begin again, other dashes tell the lines apart. */
  private String lineType(int index) {
    boolean again = index / Palette.SERIES.size() % 2 == 1;
    return switch (all.get(index).style()) {
      case LINE -> again ? "dotted" : "solid";
      case DASHED -> again ? "dotdash" : "dashed";
      case POINTS -> "blank";
    };
  }

  private boolean few() {
    return all.stream().allMatch(s -> s.x().length <= MANY_POINTS);
  }

  private int shape(int index) {
    Series series = all.get(index);
    double[] y = series.y();
    boolean alone = IntStream.range(0, y.length).anyMatch(i -> alone(y, i));
    boolean marked = few() || alone || series.style() == Series.Style.POINTS;
    int turn = index / Palette.SERIES.size();
    return marked ? SHAPES.get((index + turn) % SHAPES.size()) : DOT;
  }

  /** Whether a value has a gap or an end on both sides, so that no line reaches it. */
  private static boolean alone(double[] y, int i) {
    return !Double.isNaN(y[i])
        && (i == 0 || Double.isNaN(y[i - 1]))
        && (i == y.length - 1 || Double.isNaN(y[i + 1]));
  }

  private Map<String, Object> bands() {
    List<Object> x = list();
    List<Object> low = list();
    List<Object> high = list();
    List<Object> names = list();
    List<Object> runs = list();
    int run = 0;
    for (Series series : all) {
      double[] at = series.x();
      double[] lower = series.lower();
      double[] upper = series.upper();
      run++;
      for (int i = 0; i < lower.length; i++) {
        if (Double.isNaN(lower[i]) || Double.isNaN(upper[i])) {
          run++;
        } else {
          x.add(at[i]);
          low.add(lower[i]);
          high.add(upper[i]);
          names.add(series.name());
          runs.add(run);
        }
      }
    }
    return map(
        "geom",
        "ribbon",
        "data",
        map("x", x, "low", low, "high", high, "series", names, "run", runs),
        "mapping",
        map("x", "x", "ymin", "low", "ymax", "high", "fill", "series", "group", "run"),
        "alpha",
        0.18,
        "size",
        0.0,
        "sampling",
        "none",
        "show_legend",
        false);
  }

  private Map<String, Object> lines() {
    Columns columns = new Columns();
    int run = 0;
    for (Series series : all) {
      double[] x = series.x();
      double[] y = series.y();
      run++;
      for (int i = 0; i < y.length; i++) {
        if (Double.isNaN(y[i]) || series.style() == Series.Style.POINTS) {
          run++;
        } else {
          columns.add(x[i], y[i], series.name(), run);
        }
      }
    }
    Map<String, Object> layer = columns.layer("path");
    Map<String, Object> mapping = Spec.mapIn(layer, "mapping");
    mapping.put("linetype", "series");
    mapping.put("group", "run");
    layer.put("size", 1.1);
    return layer;
  }

  /** Markers where points are few or loose, and wherever a gap on both sides leaves one alone. */
  private Map<String, Object> markers() {
    boolean few = few();
    Columns columns = new Columns();
    for (Series series : all) {
      double[] x = series.x();
      double[] y = series.y();
      for (int i = 0; i < y.length; i++) {
        boolean shown = few || series.style() == Series.Style.POINTS || alone(y, i);
        if (shown && !Double.isNaN(y[i])) {
          columns.add(x[i], y[i], series.name(), 0);
        }
      }
    }
    Map<String, Object> layer = columns.layer("point");
    Spec.mapIn(layer, "mapping").put("shape", "series");
    layer.put("size", 3.0);
    return layer;
  }

  private String describe(String xLabel, String yLabel) {
    StringBuilder text = new StringBuilder("Curves of " + yLabel + " against " + xLabel + ": ");
    for (Series series : all) {
      double[] y = series.y();
      int[] seen = IntStream.range(0, y.length).filter(i -> !Double.isNaN(y[i])).toArray();
      text.append(text.toString().endsWith(": ") ? "" : "; ").append(series.name());
      if (seen.length == 0) {
        text.append(" has no value");
      } else {
        int first = seen[0];
        int last = seen[seen.length - 1];
        double[] x = series.x();
        text.append(" from ").append(Ticks.plain(y[first])).append(" at ");
        text.append(Ticks.plain(x[first])).append(" to ").append(Ticks.plain(y[last]));
        text.append(" at ").append(Ticks.plain(x[last]));
      }
    }
    return text.append('.').toString();
  }

  /** The columns of one layer as they grow. */
  private static final class Columns {
    private final List<Object> x = list();
    private final List<Object> y = list();
    private final List<Object> series = list();
    private final List<Object> run = list();

    void add(double x, double y, String series, int run) {
      this.x.add(x);
      this.y.add(y);
      this.series.add(series);
      this.run.add(run);
    }

    Map<String, Object> layer(String geom) {
      return map(
          "geom",
          geom,
          "data",
          map("x", x, "y", y, "series", series, "run", run),
          "mapping",
          map("x", "x", "y", "y", "color", "series"),
          "sampling",
          "none");
    }
  }
}
