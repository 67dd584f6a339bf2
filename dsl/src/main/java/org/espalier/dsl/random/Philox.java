package org.espalier.dsl.random;

/**
 * The counter-based generator Philox-4x32 with ten rounds: a key and a 128-bit counter give four
 * 32-bit words, with no state in between. Source: Salmon et al., Parallel random numbers: as easy
 * as 1, 2, 3, SC 2011. TensorFlow's algorithm 1; blocks are numbered as its kernels number them.
 */
public final class Philox {
  private static final long MULTIPLIER_0 = 0xD2511F53L;
  private static final long MULTIPLIER_1 = 0xCD9E8D57L;
  private static final int WEYL_0 = 0x9E3779B9;
  private static final int WEYL_1 = 0xBB67AE85;
  private static final int ROUNDS = 10;

  private final long key;
  private final long low;
  private final long high;

  /**
   * A sequence of blocks.
   *
   * @param key 64 bits
   * @param low lower half of the counter of block 0
   * @param high upper half of the counter of block 0
   */
  public Philox(long key, long low, long high) {
    this.key = key;
    this.low = low;
    this.high = high;
  }

  /**
   * The sequence of an op's key: the stream is the generator's key; index·2^32 and step are the
   * halves of the counter, so that sequences of fewer than 2^32 blocks never meet.
   */
  public static Philox of(long stream, long step, long index) {
    return new Philox(stream, index << 32, step);
  }

  /** Writes the four words of block {@code number} (≥ 0) to {@code words}. */
  public void block(long number, int[] words) {
    long start = low + number;
    long carry = Long.compareUnsigned(start, low) < 0 ? 1 : 0;
    int c0 = (int) start;
    int c1 = (int) (start >>> 32);
    int c2 = (int) (high + carry);
    int c3 = (int) ((high + carry) >>> 32);
    int k0 = (int) key;
    int k1 = (int) (key >>> 32);
    for (int round = 0; round < ROUNDS; round++) {
      long p0 = MULTIPLIER_0 * Integer.toUnsignedLong(c0);
      long p1 = MULTIPLIER_1 * Integer.toUnsignedLong(c2);
      c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
      c1 = (int) p1;
      c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
      c3 = (int) p0;
      k0 += WEYL_0;
      k1 += WEYL_1;
    }
    words[0] = c0;
    words[1] = c1;
    words[2] = c2;
    words[3] = c3;
  }
}
