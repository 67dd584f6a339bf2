package org.espalier.dsl.structure;

import java.util.Arrays;
import java.util.function.DoublePredicate;

/**
 * Places in the order of a number that belongs to each: the first few of many, without sorting the
 * rest. Equal numbers go by place.
 */
final class Places {
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
    new Places(keys, places).sort(0, places.length, count);
    return Arrays.copyOf(places, count);
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
      while (next < link) empty[found++] = next++;
      if (gone < dropped.length && dropped[gone] == link) {
        empty[found++] = link;
        gone++;
      }
      next = link + 1;
    }
    while (found < empty.length) empty[found++] = next++;
    return empty;
  }

  /** At what indices a condition holds. */
  static int[] where(double[] values, DoublePredicate condition) {
    int[] found = new int[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) if (condition.test(values[i])) found[count++] = i;
    return Arrays.copyOf(found, count);
  }

  /** Places of links, ascending. */
  static int[] of(Links links, int[]... indices) {
    int[] places = links.places();
    return Arrays.stream(indices)
        .flatMapToInt(Arrays::stream)
        .map(i -> places[i])
        .sorted()
        .toArray();
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
