package org.espalier.dsl.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.espalier.dsl.error.EspalierException;

/** One comparison: the layers in order, each renumbered by the matchings before it. */
final class NnstdRun {
  private static final int NOBODY = -1;

  private final Wiring a;
  private final Wiring b;
  private final NnstdOptions options;

  /** The first network's unit for each of the second's. */
  private final int[] partner;

  private final Set<String> notes = new LinkedHashSet<>();
  private final Map<String, LayerDistance> known = new HashMap<>();

  NnstdRun(Wiring a, Wiring b, NnstdOptions options) {
    this.a = a;
    this.b = b;
    this.options = options;
    this.partner = new int[b.size()];
    Arrays.fill(partner, NOBODY);
    notes.addAll(a.notes());
    notes.addAll(b.notes());
  }

  TopologyDistance distance() {
    if (a.layers().size() != b.layers().size()) {
      throw misfit("the number of layers", paths(a), paths(b), "compare networks of equal depth");
    }
    inputs();
    List<LayerDistance> found = new ArrayList<>();
    for (int k = 0; k < a.layers().size(); k++) {
      WiredLayer one = a.layers().get(k);
      WiredLayer other = b.layers().get(k);
      LayerDistance d = known.get(one.path());
      if (d == null) {
        d = layer(one, other);
        known.put(one.path(), d);
        found.add(d);
      }
      pair(one.units(), other.units(), d.matching());
    }
    return new TopologyDistance(found, List.copyOf(notes));
  }

  private static List<String> paths(Wiring wiring) {
    return wiring.layers().stream().map(WiredLayer::path).toList();
  }

  /** Inputs keep their order. */
  private void inputs() {
    Map<String, Population> mine = new HashMap<>();
    for (Population p : a.populations()) if (p.input()) mine.put(p.name(), p);
    for (Population p : b.populations()) {
      Population q = mine.get(p.name());
      if (!p.input() || q == null) continue;
      for (int i = 0; i < Math.min(p.size(), q.size()); i++) {
        partner[p.first() + i] = q.first() + i;
      }
    }
  }

  private void pair(Population mine, Population other, List<Integer> matching) {
    for (int i = 0; i < mine.size(); i++) {
      int j = matching.get(i);
      if (j < other.size()) partner[other.first() + j] = mine.first() + i;
    }
  }

  private LayerDistance layer(WiredLayer one, WiredLayer other) {
    requireEqual(one, other, "units", one.links().units(), other.links().units());
    requireEqual(one, other, "sources", one.links().sources(), other.links().sources());
    int n = Math.max(one.links().units(), other.links().units());
    int[] names = renumbered(one, other);
    int sources = Math.max(one.links().sources(), Arrays.stream(names).max().orElse(-1) + 1);
    double[] cost =
        UnitDistances.of(n, sources, one.links(), other.links().renamed(names, sources));
    double inOrder = IntStream.range(0, n).mapToDouble(i -> cost[i * n + i]).sum();
    boolean fixed = !options.matchOutputs() && isOutput(one);
    Assignment matched =
        fixed
            ? new Assignment(IntStream.range(0, n).toArray(), inOrder, true)
            : Assignment.solve(n, cost);
    List<Integer> columns = Arrays.stream(matched.columns()).boxed().toList();
    double share = Math.max(1, n);
    return new LayerDistance(
        one.path(), matched.total() / share, inOrder / share, columns, matched.unique());
  }

  private boolean isOutput(WiredLayer layer) {
    int from = layer.units().first();
    return Arrays.stream(a.outputs())
        .flatMapToInt(Arrays::stream)
        .anyMatch(unit -> unit >= from && unit < from + layer.units().size());
  }

  /**
   * The first network's source for each of the second's: a source is the n-th that comes from some
   * unit, and becomes the n-th that comes from that unit's partner. What has none gets a number
   * that the first network does not use.
   */
  private int[] renumbered(WiredLayer one, WiredLayer other) {
    Map<Long, Integer> places = new HashMap<>();
    Map<Integer, Integer> seen = new HashMap<>();
    for (int s = 0; s < one.origins().length; s++) {
      if (one.origins()[s].length == 0) continue;
      int unit = one.origins()[s][0];
      places.put(key(unit, seen.merge(unit, 1, Integer::sum)), s);
    }
    seen.clear();
    int[] names = new int[other.origins().length];
    int fresh = one.links().sources();
    for (int s = 0; s < names.length; s++) {
      int[] origin = other.origins()[s];
      if (origin.length == 0) {
        names[s] = s;
        continue;
      }
      if (origin.length > 1) {
        notes.add("'" + one.path() + "' hears a sum: the first branch renumbers its sources");
      }
      int count = seen.merge(origin[0], 1, Integer::sum);
      Integer place = places.get(key(partner[origin[0]], count));
      names[s] = place == null ? fresh++ : place;
    }
    return names;
  }

  private static long key(int unit, int count) {
    return ((long) unit << 32) | count;
  }

  private void requireEqual(WiredLayer one, WiredLayer other, String what, int mine, int its) {
    if (mine == its || options.padded()) return;
    throw misfit(
        "the number of " + what + " of '" + one.path() + "' and '" + other.path() + "'",
        mine,
        its,
        "compare networks of equal widths, or pad the narrower one with"
            + " NnstdOptions.PUBLISHED.withPadding()");
  }

  private EspalierException misfit(String where, Object expected, Object received, String fix) {
    return new EspalierException(
        "the distance of wirings '"
            + a.network()
            + "' and '"
            + b.network()
            + "' needs equal layers: "
            + where
            + " is expected to be "
            + expected
            + " as in the first, but is "
            + received
            + " in the second; "
            + fix);
  }
}
