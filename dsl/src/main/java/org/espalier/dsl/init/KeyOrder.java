package org.espalier.dsl.init;

/**
 * The order of non-negative keys, by a radix sort of their bits: linear in their number, exact, and
 * equal keys keep their places' order. Its buffers serve many calls.
 */
final class KeyOrder {
  private static final int SMALL = 96;
  private static final int BITS = 11;
  private static final int DIGITS = 6;
  private static final int MASK = (1 << BITS) - 1;

  private final int[][] starts = new int[DIGITS][1 << BITS];
  private final long[] bits;
  private final long[] otherBits;
  private int[] order;
  private int[] otherOrder;

  KeyOrder(int size) {
    bits = new long[size];
    otherBits = new long[size];
    order = new int[size];
    otherOrder = new int[size];
  }

  /** The places of the keys, ascending; valid until the next call. */
  int[] of(double[] keys) {
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Double.doubleToRawLongBits(keys[i] + 0.0); // −0 becomes 0
      order[i] = i;
    }
    if (bits.length < SMALL) insert();
    else radix();
    return order;
  }

  private void insert() {
    for (int i = 1; i < bits.length; i++) {
      long key = bits[i];
      int place = order[i];
      int j = i;
      for (; j > 0 && bits[j - 1] > key; j--) {
        bits[j] = bits[j - 1];
        order[j] = order[j - 1];
      }
      bits[j] = key;
      order[j] = place;
    }
  }

  private void radix() {
    for (int[] digit : starts) java.util.Arrays.fill(digit, 0);
    for (long key : bits) {
      for (int d = 0; d < DIGITS; d++) starts[d][(int) (key >>> d * BITS) & MASK]++;
    }
    long[] from = bits;
    long[] to = otherBits;
    for (int d = 0; d < DIGITS; d++) {
      int[] start = starts[d];
      int sum = 0;
      for (int i = 0; i <= MASK; i++) {
        int count = start[i];
        start[i] = sum;
        sum += count;
      }
      for (int i = 0; i < from.length; i++) {
        int at = start[(int) (from[i] >>> d * BITS) & MASK]++;
        to[at] = from[i];
        otherOrder[at] = order[i];
      }
      long[] keys = from;
      from = to;
      to = keys;
      int[] places = order;
      order = otherOrder;
      otherOrder = places;
    }
  }
}
