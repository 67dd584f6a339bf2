package org.espalier.dsl.structure;

import java.util.Arrays;
import java.util.function.DoublePredicate;

/**
 * Places in the order of a number that belongs to each: the first few of many, without sorting the
 * rest. Equal numbers go by place.
 */
final class Places {
  /** Where fewer than one in so many are wanted, most are not even looked at twice. */
  private static final int FEW = 16;

  private static final int SAMPLE = 1024;

  /** How much further than twice the expected rank the sample is read. */
  private static final int SPARE = 16;

  private final double[] keys;
  private final int[] places;

  private Places(double[] keys, int[] places) {
    this.keys = keys;
    this.places = places;
  }

  /**
   * The places of the least keys, ascending by key.
   *
   * @param keys of all places
   * @param places to choose from; they are moved around
   * @param count how many, at most {@code places.length}
   */
  static int[] least(double[] keys, int[] places, int count) {
    int[] few = candidates(keys, places, count);
    new Places(keys, few).sort(0, few.length, count);
    return Arrays.copyOf(few, count);
  }

  /** The same places in no order, which is found sooner. */
  static int[] leastUnordered(double[] keys, int[] places, int count) {
    new Places(keys, places).select(0, places.length, count);
    return Arrays.copyOf(places, count);
  }

  /**
   * Places among which the least are, if few are wanted: those whose keys are at most a key that
   * twice as many are expected to reach, from a sample.
   */
  private static int[] candidates(double[] keys, int[] places, int count) {
    if (places.length < SAMPLE || count > places.length / FEW) return places;
    double[] sample = new double[SAMPLE];
    for (int i = 0; i < SAMPLE; i++) {
      sample[i] = keys[places[(int) ((long) i * places.length / SAMPLE)]];
    }
    Arrays.sort(sample);
    double most = sample[(int) (2L * count * SAMPLE / places.length) + SPARE];
    int[] few = new int[places.length];
    int found = 0;
    for (int place : places) if (Double.compare(keys[place], most) <= 0) few[found++] = place;
    return found < count ? places : Arrays.copyOf(few, found);
  }

  /**
   * Places without a link, ascending.
   *
   * @param dropped places of links that count as gone, ascending
   */
  static int[] empty(Links links, int[] dropped) {
    int[] empty = new int[links.size() - links.count() + dropped.length];
    int found = 0;
    int next = 0;
    int gone = 0;
    for (int link : links.places()) {
      if (gone < dropped.length && dropped[gone] == link) {
        gone++;
        continue;
      }
      found = put(empty, found, next, link);
      next = link + 1;
    }
    put(empty, found, next, links.size());
    return empty;
  }

  /** Writes the numbers {@code from} … {@code until − 1}; gives where the next one goes. */
  private static int put(int[] into, int at, int from, int until) {
    for (int i = 0; i < until - from; i++) into[at + i] = from + i;
    return at + until - from;
  }

  /** At what indices a condition holds. */
  static int[] where(double[] values, DoublePredicate condition) {
    int[] found = new int[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) if (condition.test(values[i])) found[count++] = i;
    return Arrays.copyOf(found, count);
  }

  /** Places of links, ascending; each is named once. */
  static int[] of(Links links, int[]... indices) {
    int[] places = links.places();
    boolean[] named = new boolean[places.length];
    int count = 0;
    for (int[] some : indices) {
      for (int i : some) named[i] = true;
      count += some.length;
    }
    int[] found = new int[count];
    int next = 0;
    for (int i = 0; i < named.length; i++) if (named[i]) found[next++] = places[i];
    return found;
  }

  /** The numbers 0 … count − 1. */
  static int[] all(int count) {
    int[] all = new int[count];
    for (int i = 0; i < count; i++) all[i] = i;
    return all;
  }

  /** Sorts [from, to) as far as the first {@code until} places of all are concerned. */
  private void sort(int from, int to, int until) {
    while (to - from > 1 && from < until) {
      int middle = split(from, to);
      if (middle - from < to - middle) {
        sort(from, middle, until);
        from = middle + 1;
      } else {
        sort(middle + 1, to, until);
        to = middle;
      }
    }
  }

  /** Brings the first {@code until} places of all before the others. */
  private void select(int from, int to, int until) {
    while (from < until && until < to) {
      int middle = split(from, to);
      if (middle < until) from = middle + 1;
      else to = middle;
    }
  }

  /** Moves what is before a median of three to its left; gives its new position. */
  private int split(int from, int to) {
    int last = to - 1;
    int middle = (from + last) >>> 1;
    if (before(middle, from)) swap(middle, from);
    if (before(last, from)) swap(last, from);
    if (before(last, middle)) swap(last, middle);
    swap(middle, last);
    int at = from;
    for (int i = from; i < last; i++) if (before(i, last)) swap(i, at++);
    swap(at, last);
    return at;
  }

  private boolean before(int i, int j) {
    int a = places[i];
    int b = places[j];
    int order = Double.compare(keys[a], keys[b]);
    return order == 0 ? a < b : order < 0;
  }

  private void swap(int i, int j) {
    int a = places[i];
    places[i] = places[j];
    places[j] = a;
  }
}
