package org.espalier.runtime.data;

/** Draws one digit with its own random hand, paper and accidents. */
final class DigitPainter {
  private static final int SIDE = BuiltinDigits.SIDE;
  private static final int STEPS = 6;

  private final SplitMix random;
  private final double[] ink = new double[SIDE * SIDE];

  DigitPainter(SplitMix random) {
    this.random = random;
  }

  /** Writes SIDE · SIDE bytes at {@code offset}, 0 for paper and 255 for full ink. */
  void paint(int digit, byte[] into, int offset) {
    double[][][] strokes = DigitShapes.strokes(digit, random.nextInt(DigitShapes.ways(digit)));
    PenMap map = new PenMap(random);
    double radius = random.uniform(0.95, 1.75);
    double soft = random.uniform(0.8, 1.6);
    double shake = random.uniform(0.008, 0.025);
    for (double[][] stroke : strokes) {
      draw(map.apply(PenCurve.through(shaken(stroke, shake), STEPS)), radius, soft, 1);
    }
    scratch();
    double contrast = random.uniform(0.75, 1);
    clutter();
    develop(contrast, into, offset);
  }

  private double[][] shaken(double[][] stroke, double shake) {
    double[][] points = new double[stroke.length][];
    for (int i = 0; i < points.length; i++) {
      double x = stroke[i][0] + shake * random.bell();
      double y = stroke[i][1] + shake * random.bell();
      points[i] = new double[] {x, y, stroke[i][2]};
    }
    return points;
  }

  /** Inks a polyline of pixel coordinates with a round pen. */
  private void draw(double[][] line, double radius, double soft, double strength) {
    for (int i = 1; i < line.length; i++) {
      segment(line[i - 1], line[i], radius, soft, strength);
    }
  }

  private void segment(double[] a, double[] b, double radius, double soft, double strength) {
    double reach = radius + soft;
    int left = pixel(Math.min(a[0], b[0]) - reach);
    int right = pixel(Math.max(a[0], b[0]) + reach + 1);
    int top = pixel(Math.min(a[1], b[1]) - reach);
    int bottom = pixel(Math.max(a[1], b[1]) + reach + 1);
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        double level = strength * cover(distance(x + 0.5, y + 0.5, a, b), radius, soft);
        int place = y * SIDE + x;
        ink[place] = Math.max(ink[place], level);
      }
    }
  }

  private static int pixel(double at) {
    return (int) Math.max(0, Math.min(SIDE, at));
  }

  /** 1 within the pen, 0 beyond its soft edge, a line between. */
  private static double cover(double distance, double radius, double soft) {
    return Math.max(0, Math.min(1, (radius - distance) / soft + 0.5));
  }

  private static double distance(double x, double y, double[] a, double[] b) {
    double dx = b[0] - a[0];
    double dy = b[1] - a[1];
    double square = dx * dx + dy * dy;
    double along = square == 0 ? 0 : ((x - a[0]) * dx + (y - a[1]) * dy) / square;
    along = Math.max(0, Math.min(1, along));
    double ex = a[0] + along * dx - x;
    double ey = a[1] + along * dy - y;
    return Math.sqrt(ex * ex + ey * ey);
  }

  /** Now and then a thin line without ink across the digit. */
  private void scratch() {
    if (!random.chance(0.1)) {
      return;
    }
    double angle = random.uniform(0, Math.PI);
    double nx = StrictMath.cos(angle);
    double ny = StrictMath.sin(angle);
    double shift = random.uniform(-5, 5);
    double width = random.uniform(0.4, 0.8);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double off = Math.abs((x + 0.5 - SIDE / 2.0) * nx + (y + 0.5 - SIDE / 2.0) * ny - shift);
        ink[y * SIDE + x] *= 1 - cover(off, width, 1);
      }
    }
  }

  /** Short faint strokes, most of them near the border. */
  private void clutter() {
    int count = random.nextInt(3);
    for (int i = 0; i < count; i++) {
      double angle = random.uniform(0, 2 * Math.PI);
      double away = random.uniform(8, 15);
      double x = SIDE / 2.0 + away * StrictMath.cos(angle);
      double y = SIDE / 2.0 + away * StrictMath.sin(angle);
      double turn = random.uniform(0, Math.PI);
      double half = random.uniform(0.5, 3.0);
      double dx = half * StrictMath.cos(turn);
      double dy = half * StrictMath.sin(turn);
      double[][] line = {{x - dx, y - dy}, {x + dx, y + dy}};
      draw(line, random.uniform(0.4, 1.0), 1, random.uniform(0.15, 0.45));
    }
  }

  /** Ink, uneven paper and grain become bytes. */
  private void develop(double contrast, byte[] into, int offset) {
    double paper = random.uniform(0, 0.1);
    double slopeX = random.uniform(-0.08, 0.08) / SIDE;
    double slopeY = random.uniform(-0.08, 0.08) / SIDE;
    double grain = random.uniform(0.02, 0.06);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        double level = paper + slopeX * x + slopeY * y;
        level += (contrast - level) * ink[y * SIDE + x] + grain * random.bell();
        int shade = (int) (Math.max(0, Math.min(1, level)) * 255 + 0.5);
        into[offset + y * SIDE + x] = (byte) shade;
      }
    }
  }
}
