package org.espalier.dsl.topology;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which units each channel (place in the last axis) of a value is made of.
 *
 * @param channels units by channel; none where they are not known
 */
record Layout(int[][] channels) {
  private static final int[] NOBODY = {};

  static Layout of(Population units) {
    int[][] channels = new int[units.size()][];
    for (int c = 0; c < channels.length; c++) channels[c] = new int[] {units.first() + c};
    return new Layout(channels);
  }

  static Layout unknown(int size) {
    int[][] channels = new int[size][];
    Arrays.fill(channels, NOBODY);
    return new Layout(channels);
  }

  int size() {
    return channels.length;
  }

  /** The channels again and again, as a row-major reshape to fewer positions has them. */
  Layout repeated(int size) {
    int[][] out = new int[size][];
    for (int s = 0; s < size; s++) out[s] = channels[s % channels.length];
    return new Layout(out);
  }

  /** A row-major reshape to another number of channels; empty where a channel would be torn. */
  Optional<Layout> reshaped(int size) {
    if (size % size() == 0) return Optional.of(repeated(size));
    if (size() % size != 0) return Optional.empty();
    int[][] out = new int[size][];
    for (int c = 0; c < size; c++) {
      int first = c;
      out[c] =
          IntStream.range(0, size() / size)
              .flatMap(p -> Arrays.stream(channels[p * size + first]))
              .distinct()
              .toArray();
    }
    return Optional.of(new Layout(out));
  }

  /** Channel by channel the units of both; unknown where one of them is. */
  Layout with(Layout other) {
    int[][] out = new int[size()][];
    for (int c = 0; c < out.length; c++) {
      boolean known = channels[c].length > 0 && other.channels[c].length > 0;
      IntStream both =
          IntStream.concat(Arrays.stream(channels[c]), Arrays.stream(other.channels[c]));
      out[c] = known ? both.distinct().toArray() : NOBODY;
    }
    return new Layout(out);
  }

  /** The channels of this, then those of the other. */
  Layout then(Layout other) {
    int[][] out = Arrays.copyOf(channels, size() + other.size());
    System.arraycopy(other.channels, 0, out, size(), other.size());
    return new Layout(out);
  }

  /** All units it is made of. */
  IntStream units() {
    return Arrays.stream(channels).flatMapToInt(Arrays::stream);
  }
}
