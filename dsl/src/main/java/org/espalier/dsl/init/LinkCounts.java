package org.espalier.dsl.init;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.espalier.dsl.tensor.Shape;

/**
 * How many links each input and each output of a weight has, its last two axes; those without any
 * are cut off.
 */
public final class LinkCounts {
  private static final int SHOWN = 5;

  private final String path;
  private final int[] feeds;
  private final int[] fed;

  private LinkCounts(String path, Shape shape) {
    boolean matrix = shape.rank() > 1;
    this.path = path;
    this.feeds = new int[matrix ? (int) shape.get(shape.rank() - 2).size() : 0];
    this.fed = new int[matrix ? (int) shape.last().size() : 0];
  }

  /**
   * Of some links.
   *
   * @param path of the weight: {@code net/fc1/kernel}
   * @param shape its sizes; nothing is counted below two axes
   * @param places of the links, counted row by row
   */
  public static LinkCounts of(String path, Shape shape, int... places) {
    return new LinkCounts(path, shape).plus(places, 1);
  }

  /** Counts further links {@code by} times each; −1 takes them away. */
  public LinkCounts plus(int[] places, int by) {
    if (fed.length == 0) return this;
    for (int place : places) {
      int row = place / fed.length;
      feeds[row < feeds.length ? row : row % feeds.length] += by;
      fed[place - row * fed.length] += by;
    }
    return this;
  }

  /** A line with the path, how many are cut off, and the first few; empty where each has a link. */
  public Optional<String> cutOff() {
    List<String> parts = new ArrayList<>();
    without(fed, "outputs receive nothing").ifPresent(parts::add);
    without(feeds, "inputs lead nowhere").ifPresent(parts::add);
    if (parts.isEmpty()) return Optional.empty();
    return Optional.of("'" + path + "' cuts off: " + String.join("; ", parts));
  }

  private static Optional<String> without(int[] links, String what) {
    int[] none = IntStream.range(0, links.length).filter(i -> links[i] == 0).toArray();
    if (none.length == 0) return Optional.empty();
    List<String> shown = IntStream.of(none).limit(SHOWN).mapToObj(Integer::toString).toList();
    String more = none.length > SHOWN ? ", …" : "";
    return Optional.of(
        "%d of %d %s (%s%s)"
            .formatted(none.length, links.length, what, String.join(", ", shown), more));
  }
}
