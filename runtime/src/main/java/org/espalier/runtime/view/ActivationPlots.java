package org.espalier.runtime.view;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.activation.Activation;
import org.espalier.dsl.activation.ActivationCurve;
import org.espalier.runtime.plot.Curve;
import org.espalier.runtime.plot.Plot;
import org.espalier.runtime.plot.Plots;
import org.espalier.runtime.plot.Series;

/** Activations as curves over an interval of inputs, their own parameters as they start. */
public final class ActivationPlots {
  private static final int POINTS = 161;

  private ActivationPlots() {}

  /**
   * One activation with its derivative.
   *
   * @throws IllegalArgumentException unless {@code from < to}, both finite
   */
  public static Plot of(Activation activation, double from, double to) {
    double[] x = points(from, to);
    ActivationCurve curve = ActivationCurve.of(activation, x);
    return Curve.plot(activation.label(), x, curve.y(), curve.dydx());
  }

  /** Several activations in one picture. */
  public static Plot values(List<? extends Activation> activations, double from, double to) {
    List<Series> series = new ArrayList<>();
    double[] x = points(from, to);
    for (Activation a : activations) {
      series.add(Series.line(a.label(), x, ActivationCurve.of(a, x).y()));
    }
    return Plots.curves("Activations", "input x (no unit)", "value f(x) (no unit)", series);
  }

  /** The derivatives of several activations in one picture. */
  public static Plot derivatives(List<? extends Activation> activations, double from, double to) {
    List<Series> series = new ArrayList<>();
    double[] x = points(from, to);
    for (Activation a : activations) {
      series.add(Series.line(a.label(), x, ActivationCurve.of(a, x).dydx()));
    }
    return Plots.curves("Derivatives", "input x (no unit)", "slope df/dx (no unit)", series);
  }

  private static double[] points(double from, double to) {
    if (!(from < to) || Double.isInfinite(to - from)) {
      throw new IllegalArgumentException(
          "an activation is drawn from a smaller to a larger input, got " + from + " to " + to);
    }
    double[] x = new double[POINTS];
    for (int i = 0; i < POINTS; i++) x[i] = from + (to - from) * i / (POINTS - 1);
    return x;
  }
}
