package org.espalier.runtime.data;

import java.util.ArrayList;
import java.util.List;

/** Smooth curves through points: Catmull-Rom splines, broken at corners. */
final class PenCurve {
  private PenCurve() {}

  /** A polyline along the curve through {@code points} (x, y, corner), {@code steps} per span. */
  static double[][] through(double[][] points, int steps) {
    List<double[]> line = new ArrayList<>();
    line.add(points[0]);
    for (int i = 1; i < points.length; i++) {
      double[] a = points[i - 1];
      double[] b = points[i];
      boolean opens = i == 1 || a[2] == DigitShapes.CORNER;
      boolean closes = i == points.length - 1 || b[2] == DigitShapes.CORNER;
      double[] before = opens ? a : points[i - 2];
      double[] after = closes ? b : points[i + 1];
      for (int s = 1; s <= steps; s++) {
        double t = (double) s / steps;
        line.add(
            new double[] {
              spline(before[0], a[0], b[0], after[0], t), spline(before[1], a[1], b[1], after[1], t)
            });
      }
    }
    return line.toArray(double[][]::new);
  }

  private static double spline(double before, double a, double b, double after, double t) {
    double ta = (b - before) / 2;
    double tb = (after - a) / 2;
    double t2 = t * t;
    double t3 = t2 * t;
    return (2 * t3 - 3 * t2 + 1) * a
        + (t3 - 2 * t2 + t) * ta
        + (3 * t2 - 2 * t3) * b
        + (t3 - t2) * tb;
  }
}
