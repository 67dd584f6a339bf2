package org.espalier.runtime.data;

/**
 * Where a hand puts the points of the unit square on the picture: size, slant, turn and place, and
 * on top a smooth wobble of two sine waves along each axis.
 */
final class PenMap {
  private static final int SIDE = BuiltinDigits.SIDE;

  private final double xx;
  private final double xy;
  private final double yx;
  private final double yy;
  private final double x0;
  private final double y0;
  private final double amplitude;
  private final double[] wobble = new double[12];

  PenMap(SplitMix random) {
    double height = random.uniform(17, 21);
    double width = height * random.uniform(0.68, 1.0);
    double turn = 0.1 * Math.max(-2.2, Math.min(2.2, random.bell()));
    double slant = random.uniform(-0.2, 0.25);
    double cos = StrictMath.cos(turn);
    double sin = StrictMath.sin(turn);
    xx = width * cos;
    xy = height * (-slant * cos - sin);
    yx = width * sin;
    yy = height * (-slant * sin + cos);
    double room = Math.min(2.5, (SIDE - height) / 2 - 1);
    x0 = SIDE / 2.0 + random.uniform(-room, room);
    y0 = SIDE / 2.0 + random.uniform(-room, room);
    amplitude = random.uniform(0.1, 0.7);
    for (int w = 0; w < wobble.length; w += 3) {
      double wave = 2 * Math.PI / random.uniform(12, 30);
      double direction = random.uniform(0, 2 * Math.PI);
      wobble[w] = wave * StrictMath.cos(direction);
      wobble[w + 1] = wave * StrictMath.sin(direction);
      wobble[w + 2] = random.uniform(0, 2 * Math.PI);
    }
  }

  /** Points of the unit square as pixel coordinates. */
  double[][] apply(double[][] points) {
    double[][] mapped = new double[points.length][];
    for (int i = 0; i < points.length; i++) {
      double u = points[i][0] - 0.5;
      double v = points[i][1] - 0.5;
      double x = x0 + xx * u + xy * v;
      double y = y0 + yx * u + yy * v;
      mapped[i] =
          new double[] {
            x + amplitude * (wave(0, x, y) + wave(3, x, y)),
            y + amplitude * (wave(6, x, y) + wave(9, x, y))
          };
    }
    return mapped;
  }

  private double wave(int w, double x, double y) {
    return StrictMath.sin(wobble[w] * x + wobble[w + 1] * y + wobble[w + 2]);
  }
}
