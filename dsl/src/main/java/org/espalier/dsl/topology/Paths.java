package org.espalier.dsl.topology;

import java.util.Arrays;

/**
 * Ways from inputs to outputs along links. A source made of several units is reached from each; a
 * source whose origin is not known counts as reached, a unit whose value goes where links cannot be
 * followed as used.
 */
public final class Paths {
  private final double[] ways;
  private final int[] steps;
  private final boolean[] reached;
  private final boolean[] used;
  private final boolean[] output;
  private final double number;
  private final int shortest;

  /** Follows all links once forward and once backward. */
  public Paths(Wiring wiring) {
    int n = wiring.size();
    ways = new double[n];
    steps = new int[n];
    reached = new boolean[n];
    used = new boolean[n];
    output = new boolean[n];
    Arrays.fill(steps, Integer.MAX_VALUE);
    for (Population p : wiring.populations()) if (p.input()) start(p);
    for (WiredLayer layer : wiring.layers()) forward(layer);
    double all = 0;
    int least = Integer.MAX_VALUE;
    for (int[] origin : wiring.outputs()) {
      for (int unit : origin) {
        all += ways[unit];
        least = Math.min(least, steps[unit]);
        used[unit] = true;
        output[unit] = true;
      }
    }
    number = all;
    shortest = least == Integer.MAX_VALUE ? 0 : least;
    for (int unit : wiring.escaping()) used[unit] = true;
    for (int k = wiring.layers().size() - 1; k >= 0; k--) backward(wiring.layers().get(k));
  }

  private void start(Population input) {
    int end = input.first() + input.size();
    Arrays.fill(ways, input.first(), end, 1);
    Arrays.fill(steps, input.first(), end, 0);
    Arrays.fill(reached, input.first(), end, true);
  }

  private void forward(WiredLayer layer) {
    UnitLinks links = layer.links();
    for (int j = 0; j < links.units(); j++) {
      int unit = layer.units().first() + j;
      for (int at = links.starts()[j]; at < links.starts()[j + 1]; at++) {
        int[] origin = layer.origins()[links.places()[at]];
        if (origin.length == 0) reached[unit] = true;
        for (int from : origin) {
          ways[unit] += ways[from];
          if (reached[from]) reached[unit] = true;
          if (steps[from] < Integer.MAX_VALUE) {
            steps[unit] = Math.min(steps[unit], steps[from] + 1);
          }
        }
      }
    }
  }

  private void backward(WiredLayer layer) {
    UnitLinks links = layer.links();
    for (int j = 0; j < links.units(); j++) {
      if (!used[layer.units().first() + j]) continue;
      for (int at = links.starts()[j]; at < links.starts()[j + 1]; at++) {
        for (int from : layer.origins()[links.places()[at]]) used[from] = true;
      }
    }
  }

  /** Ways from inputs to outputs, parallel links counted each; infinite beyond 1e308. */
  public double number() {
    return number;
  }

  /** UnitLinks on the shortest way; 0 where there is none. */
  public int shortest() {
    return shortest;
  }

  /** What a unit lacks, or null. */
  CutOff.Kind lacking(int unit) {
    if (!reached[unit]) return output[unit] ? CutOff.Kind.OUTPUT : CutOff.Kind.DEAF;
    return used[unit] ? null : CutOff.Kind.UNHEARD;
  }
}
