package org.espalier.dsl.structure;

import java.util.Arrays;
import org.espalier.dsl.layer.HasUnits;
import org.espalier.dsl.reading.Range;
import org.espalier.dsl.tensor.Nd;

/** What a layer with units makes of each channel that it receives. */
final class Consumed {
  private static final double TOLERANCE = 1e-12;

  private final HasUnits layer;
  private final Nd weights;
  private final double[] low;
  private final double[] high;
  private final boolean[] used;

  /**
   * Of one layer.
   *
   * @param weights as it uses them, [..., in, units]
   * @param input what it receives
   */
  Consumed(HasUnits layer, Nd weights, Range input) {
    this.layer = layer;
    this.weights = weights;
    int channels = (int) weights.dims()[weights.rank() - 2];
    used = new boolean[channels];
    for (int i = 0; i < weights.size(); i++) {
      if (weights.data()[i] != 0) used[i / units() % channels] = true;
    }
    low = new double[channels];
    high = new double[channels];
    Arrays.fill(low, Double.POSITIVE_INFINITY);
    Arrays.fill(high, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < input.low().size(); i++) {
      low[i % channels] = Math.min(low[i % channels], input.low().data()[i]);
      high[i % channels] = Math.max(high[i % channels], input.high().data()[i]);
      if (input.nan()) high[i % channels] = Double.POSITIVE_INFINITY;
    }
  }

  /** Whether outputs stay as they are without a channel, once the bias has what was constant. */
  boolean canGo(int channel) {
    if (!used[channel]) return true;
    if (!isConstant(channel)) return false;
    return value(channel) == 0 || layer.biasName().isPresent() && !layer.pads();
  }

  private boolean isConstant(int channel) {
    double width = high[channel] - low[channel];
    return width <= TOLERANCE * (1 + Math.abs(low[channel]));
  }

  private double value(int channel) {
    return low[channel] + (high[channel] - low[channel]) / 2;
  }

  private int units() {
    return (int) weights.dims()[weights.rank() - 1];
  }

  /** What constant channels give to each unit. */
  double[] sum(int[] channels) {
    int units = units();
    double[] values = new double[low.length];
    for (int channel : channels) if (used[channel]) values[channel] = value(channel);
    double[] sum = new double[units];
    for (int i = 0; i < weights.size(); i++) {
      double value = values[i / units % low.length];
      if (value != 0) sum[i % units] += value * weights.data()[i];
    }
    return sum;
  }
}
