package org.espalier.dsl.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * Moments of elementwise functions by Gauss–Legendre quadrature over panels whose edges include the
 * kinks and jumps, which are found from the branches the ops take, by bisection.
 */
final class Quadrature {
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(16);
  private static final int CHUNK = 64;
  private static final int ROUNDS = 60;
  private static final int MOST_CELLS = 512;
  private static final int REFINEMENTS = 5;

  private final ConeProgram program;
  private final Law law;
  private final int varying;
  private final double[] fixed;
  private final boolean[] reached;

  /**
   * @param varying which source varies as the law says
   * @param fixed values of the other sources
   * @param reached ops whose branches count
   */
  private Quadrature(ConeProgram program, Law law, int varying, double[] fixed, boolean[] reached) {
    this.program = program;
    this.law = law;
    this.varying = varying;
    this.fixed = fixed;
    this.reached = reached;
  }

  /** Moments at some places; {@code converged} tells whether refining changed none of them much. */
  record Result(Moment[] moments, boolean converged) {}

  /** Over one source. */
  static Result over(ConeProgram program, Law law, int[] places) {
    boolean[] reached = program.reachedBy(new boolean[] {true});
    Quadrature q = new Quadrature(program, law, 0, new double[1], reached);
    return q.moments(places);
  }

  /** Over independent sources of which at most two vary, at one place; else empty. */
  static Optional<Result> over(ConeProgram program, List<Law> laws, int place) {
    int n = laws.size();
    int[] varying = IntStream.range(0, n).filter(i -> laws.get(i).varies()).toArray();
    if (varying.length > 2) return Optional.empty();
    if (varying.length == 2) {
      Moment[] coarse = {over(program, laws, varying, place, 2)};
      Moment[] fine = {over(program, laws, varying, place, 1)};
      return Optional.of(new Result(fine, near(coarse, fine, 1e-6)));
    }
    int one = varying.length == 1 ? varying[0] : 0;
    boolean[] reached = program.reachedBy(without(n, -1));
    Quadrature q = new Quadrature(program, laws.get(one), one, middle(laws), reached);
    return Optional.of(q.moments(new int[] {place}));
  }

  private static double[] middle(List<Law> laws) {
    return laws.stream()
        .mapToDouble(law -> law.value().applyAsDouble((law.low() + law.high()) / 2))
        .toArray();
  }

  private static boolean[] without(int sources, int source) {
    boolean[] which = new boolean[sources];
    for (int i = 0; i < sources; i++) which[i] = i != source;
    return which;
  }

  private static Moment over(
      ConeProgram program, List<Law> laws, int[] varying, int place, int coarse) {
    Law outer = laws.get(varying[0]);
    Law inner = laws.get(varying[1]);
    double[] fixed = middle(laws);
    boolean[] alone = program.reachedBy(without(laws.size(), varying[1]));
    boolean[] all = new boolean[alone.length];
    Arrays.fill(all, true);
    Quadrature first = new Quadrature(program, outer, varying[0], fixed, alone);
    double mean = 0;
    double second = 0;
    double total = 0;
    for (double[] point : first.points(first.edges(coarse))) {
      double[] at = fixed.clone();
      at[varying[0]] = outer.value().applyAsDouble(point[0]);
      Quadrature within = new Quadrature(program, inner, varying[1], at, all);
      double[] sums = within.sums(new int[] {place}, new double[1], within.edges(coarse))[0];
      mean += point[1] * sums[0] / sums[2];
      second += point[1] * sums[1] / sums[2];
      total += point[1];
    }
    boolean exists = Double.isFinite(mean) && Double.isFinite(second);
    return exists ? Moment.of(mean / total, second / total) : new Moment(Double.NaN, Double.NaN);
  }

  private Result moments(int[] places) {
    double[] shift = new double[places.length];
    double[][] middle = run(new double[] {(law.low() + law.high()) / 2});
    for (int i = 0; i < places.length; i++) {
      double v = middle[places[i]][0];
      shift[i] = Double.isFinite(v) ? v : 0;
    }
    List<Double> edges = edges(1);
    Moment[] before = moments(places, shift, edges);
    if (!law.varies()) return new Result(before, true);
    for (int r = 0; r < REFINEMENTS; r++) {
      edges = halved(edges);
      Moment[] after = moments(places, shift, edges);
      if (near(before, after, 1e-11)) return new Result(after, true);
      if (r == REFINEMENTS - 1) return new Result(after, near(before, after, 1e-6));
      before = after;
    }
    throw new AssertionError("the last refinement returns");
  }

  private static boolean near(Moment[] a, Moment[] b, double tolerance) {
    for (int i = 0; i < a.length; i++) {
      double scale = 1e-3 + Math.abs(b[i].mean()) + Math.sqrt(b[i].variance());
      boolean mean = Math.abs(a[i].mean() - b[i].mean()) <= tolerance * scale;
      boolean variance = Math.abs(a[i].variance() - b[i].variance()) <= tolerance * scale * scale;
      boolean none = Double.isNaN(a[i].mean()) && Double.isNaN(b[i].mean());
      if (!(mean && variance) && !none) return false;
    }
    return true;
  }

  private Moment[] moments(int[] places, double[] shift, List<Double> edges) {
    double[][] sums = sums(places, shift, edges);
    Moment[] moments = new Moment[places.length];
    for (int i = 0; i < moments.length; i++) {
      double first = sums[i][0] / sums[i][2];
      double variance = sums[i][1] / sums[i][2] - first * first;
      boolean exists = Double.isFinite(first) && Double.isFinite(variance);
      moments[i] =
          exists
              ? new Moment(shift[i] + first, Math.max(0, variance))
              : new Moment(Double.NaN, Double.NaN);
    }
    return moments;
  }

  /** For each place Σw(f − shift), Σw(f − shift)², Σw. */
  private double[][] sums(int[] places, double[] shift, List<Double> edges) {
    double[][] sums = new double[places.length][3];
    List<double[]> points = points(edges);
    for (int from = 0; from < points.size(); from += CHUNK) {
      List<double[]> chunk = points.subList(from, Math.min(points.size(), from + CHUNK));
      double[][] values = run(chunk.stream().mapToDouble(p -> p[0]).toArray());
      for (int i = 0; i < places.length; i++) {
        double[] f = values[places[i]];
        for (int j = 0; j < chunk.size(); j++) {
          double w = chunk.get(j)[1];
          double d = f[j] - shift[i];
          sums[i][0] += w * d;
          sums[i][1] += w * d * d;
          sums[i][2] += w;
        }
      }
    }
    return sums;
  }

  /** {t, weight} of every quadrature point. */
  private List<double[]> points(List<Double> edges) {
    if (!law.varies()) return List.of(new double[] {law.low(), 1});
    List<double[]> points = new ArrayList<>();
    for (int e = 1; e < edges.size(); e++) {
      double half = (edges.get(e) - edges.get(e - 1)) / 2;
      double middle = edges.get(e - 1) + half;
      for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
        double t = middle + half * RULE.getPoint(i);
        points.add(new double[] {t, half * RULE.getWeight(i) * law.weight().applyAsDouble(t)});
      }
    }
    return points;
  }

  private double[][] run(double[] t) {
    double[][] at = new double[fixed.length][t.length];
    for (int s = 0; s < fixed.length; s++) Arrays.fill(at[s], fixed[s]);
    for (int j = 0; j < t.length; j++) at[varying][j] = law.value().applyAsDouble(t[j]);
    return program.run(at, t.length);
  }

  private static List<Double> halved(List<Double> edges) {
    List<Double> more = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      if (i > 0) more.add((edges.get(i - 1) + edges.get(i)) / 2);
      more.add(edges.get(i));
    }
    return more;
  }

  /** Panel edges: regular ones, {@code coarse} times fewer than the law asks, and every kink. */
  private List<Double> edges(int coarse) {
    if (!law.varies()) return List.of();
    TreeSet<Double> edges = new TreeSet<>();
    int n = law.panels() / coarse;
    for (int i = 0; i <= n; i++) edges.add(law.low() + (law.high() - law.low()) * i / n);
    edges.addAll(kinks(n * 16));
    return List.copyOf(edges);
  }

  private List<Double> kinks(int cells) {
    List<double[]> open = new ArrayList<>();
    double step = (law.high() - law.low()) / cells;
    for (int from = 0; from < cells; from += CHUNK) {
      int n = Math.min(CHUNK, cells - from);
      double[] t = new double[n + 1];
      for (int j = 0; j <= n; j++) t[j] = law.low() + (from + j) * step;
      double[][] values = run(t);
      for (int j = 0; j < n; j++) {
        if (branches(values, j, j + 1)) open.add(new double[] {t[j], t[j + 1]});
      }
    }
    for (int round = 0; round < ROUNDS && !open.isEmpty() && open.size() <= MOST_CELLS; round++) {
      open = bisected(open);
    }
    List<Double> kinks = new ArrayList<>();
    for (double[] cell : open) kinks.add(open.size() <= MOST_CELLS ? cell[1] : cell[0]);
    return kinks;
  }

  private List<double[]> bisected(List<double[]> cells) {
    double[] t = new double[3 * cells.size()];
    for (int c = 0; c < cells.size(); c++) {
      double[] cell = cells.get(c);
      t[3 * c] = cell[0];
      t[3 * c + 1] = cell[0] + (cell[1] - cell[0]) / 2;
      t[3 * c + 2] = cell[1];
    }
    double[][] values = run(t);
    List<double[]> halves = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      for (int h = 0; h < 2; h++) {
        int a = 3 * c + h;
        boolean done = t[a] == t[a + 1];
        if (!done && branches(values, a, a + 1)) halves.add(new double[] {t[a], t[a + 1]});
      }
    }
    return halves.isEmpty() ? cells : halves;
  }

  private boolean branches(double[][] values, int a, int b) {
    boolean jump = law.steps() && values[varying][a] != values[varying][b];
    return jump || program.branches(values, a, b, reached);
  }
}
