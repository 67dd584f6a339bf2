package org.espalier.runtime.topology;

import java.util.Arrays;

/**
 * Eigenvector centrality: the eigenvector of the largest eigenvalue of the matrix of weights, of
 * length 1 and not negative. A layered graph has an eigenvalue −λ for each λ, between which plain
 * power iteration swings for ever; so the weights are taken with half the largest strength on the
 * diagonal, which changes no eigenvector.
 */
final class Centrality {
  private static final int MOST = 5000;
  private static final double CLOSE = 1e-10;

  private final double[] values;
  private final boolean converged;

  private Centrality(double[] values, boolean converged) {
    this.values = values;
    this.converged = converged;
  }

  static Centrality of(UnitGraph graph) {
    double[] x = new double[graph.size()];
    double shift = Arrays.stream(graph.strengths()).max().orElse(0) / 2;
    if (shift == 0) return new Centrality(x, true);
    Arrays.fill(x, 1 / Math.sqrt(x.length));
    for (int round = 0; round < MOST; round++) {
      double[] y = new double[x.length];
      double squares = 0;
      for (int i = 0; i < y.length; i++) {
        double sum = shift * x[i];
        for (int at = graph.start(i); at < graph.start(i + 1); at++) {
          sum += graph.weight(at) * x[graph.end(at)];
        }
        y[i] = sum;
        squares += sum * sum;
      }
      double length = Math.sqrt(squares);
      double change = 0;
      for (int i = 0; i < y.length; i++) {
        y[i] /= length;
        change = Math.max(change, Math.abs(y[i] - x[i]));
      }
      x = y;
      if (change < CLOSE) return new Centrality(x, true);
    }
    return new Centrality(x, false);
  }

  double[] values() {
    return values;
  }

  /** False where 5000 rounds were too few: two parts of the graph are nearly as strong. */
  boolean converged() {
    return converged;
  }
}
