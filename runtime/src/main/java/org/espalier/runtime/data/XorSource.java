package org.espalier.runtime.data;

/**
 * {@code xor}: exclusive or, the four points {0, 1}² with the answers 0, 1, 1, 0 as numbers, to
 * train and to test on.
 */
public final class XorSource implements DataSource {
  private static final float[][] POINTS = {{0, 0}, {0, 1}, {1, 0}, {1, 1}};
  private static final float[][] ANSWERS = {{0}, {1}, {1}, {0}};

  @Override
  public String scheme() {
    return "xor";
  }

  @Override
  public String usage() {
    return "xor (the four points of exclusive or)";
  }

  @Override
  public TrainTest load(DataSpec spec) {
    if (!spec.argument().isEmpty()) {
      throw new DataException(
          "data '" + spec + "'", "an option not understood", "none", spec.argument(), "xor");
    }
    Dataset points = Dataset.of(POINTS, ANSWERS).named("xor");
    return new TrainTest(points, points);
  }
}
