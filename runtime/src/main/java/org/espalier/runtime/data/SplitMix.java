package org.espalier.runtime.data;

/**
 * The SplitMix64 generator (Steele, Lea and Flood, doi:10.1145/2660193.2660195): a 64-bit counter
 * whose every value goes through a mixing function. Integers only, so equal on every machine.
 */
final class SplitMix {
  private static final long GAMMA = 0x9e3779b97f4a7c15L;

  private long counter;

  /** A stream of its own for every tuple of words, in this order. */
  SplitMix(long... words) {
    long key = GAMMA * (words.length + 1L);
    for (long word : words) {
      key = mix(key + GAMMA) ^ mix(word + GAMMA);
    }
    counter = mix(key);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  long nextLong() {
    counter += GAMMA;
    return mix(counter);
  }

  /** Uniform in 0 … bound-1 without bias: draws in the uneven remainder are thrown away. */
  int nextInt(int bound) {
    long bits = nextLong() >>> 1;
    long value = bits % bound;
    while (bits - value + (bound - 1) < 0) {
      bits = nextLong() >>> 1;
      value = bits % bound;
    }
    return (int) value;
  }

  /** Uniform in [0, 1) on a grid of 2^-53. */
  double uniform() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [low, high). */
  double uniform(double low, double high) {
    return low + (high - low) * uniform();
  }

  /** Mean 0, variance 1, within ±3.47: the sum of four uniform 16-bit parts of one draw. */
  double bell() {
    long bits = nextLong();
    long sum =
        (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48 & 0xffff);
    return (sum / 65536.0 - (2 - 2 / 65536.0)) * 1.7320508075688772;
  }

  boolean chance(double probability) {
    return uniform() < probability;
  }
}
