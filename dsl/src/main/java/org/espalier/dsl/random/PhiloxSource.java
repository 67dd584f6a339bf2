package org.espalier.dsl.random;

import org.espalier.dsl.tensor.DType;

/**
 * A stream drawn from {@link Philox}: {@code nextUniform} gives the float64 sequence of key
 * (stream, step 0, index 0); {@code nextGaussian} makes two normal numbers of two uniform ones (Box
 * and Muller) and keeps the second for the next call. Not for several threads.
 */
public final class PhiloxSource implements RandomSource {
  private final Philox philox;
  private final double[] buffer = new double[64];
  private long drawn;
  private double spare = Double.NaN;

  /** The source of a stream; see {@link Streams#derive}. */
  public PhiloxSource(long stream) {
    philox = Philox.of(stream, 0, 0);
  }

  @Override
  public double nextUniform() {
    int at = (int) (drawn % buffer.length);
    if (at == 0) Draws.uniform(philox, DType.FLOAT64, drawn, buffer);
    drawn++;
    return buffer[at];
  }

  @Override
  public double nextGaussian() {
    double x = spare;
    if (!Double.isNaN(x)) {
      spare = Double.NaN;
      return x;
    }
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - nextUniform()));
    double angle = 2 * Math.PI * nextUniform();
    spare = radius * StrictMath.cos(angle);
    return radius * StrictMath.sin(angle);
  }
}
