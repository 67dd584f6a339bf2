package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.espalier.dsl.error.EspalierException;
import org.espalier.dsl.network.Network;
import org.espalier.dsl.network.ParametrizationRule;
import org.espalier.dsl.network.Trace;
import org.espalier.dsl.network.Tracing;
import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Nd;
import org.espalier.dsl.tensor.Shape;
import org.espalier.dsl.tensor.Tensor;

/** Links that are all that is stored of a weight: their values and their places. */
final class StoredLinks implements Links {
  private final Snapshot snapshot;
  private final String path;
  private final Shape shape;
  private final int[] places;

  StoredLinks(Snapshot snapshot, String path) {
    this.snapshot = snapshot;
    this.path = path;
    this.shape = shape(snapshot.network(), path);
    this.places = places(snapshot.array(Linked.path(path)));
  }

  /** The sizes that a layer sees. */
  private static Shape shape(Network network, String path) {
    Trace trace = new Trace(new Tracing(network), "links", true);
    network.call(trace, network.leaves());
    return trace.effective(path).shape();
  }

  /** What a snapshot stores of a whole parameter: its values at the links, or all of them. */
  static Tensor at(Snapshot snapshot, String path, Tensor whole) {
    Tensor places = snapshot.arrays().get(Linked.path(path));
    return places == null ? whole : at(whole, places(places));
  }

  /** The elements of an array at some places. */
  static Tensor at(Tensor whole, int[] places) {
    return Tensor.of(whole.dtype(), Nd.of(whole.at(places)));
  }

  private static int[] places(Tensor stored) {
    return Arrays.stream(stored.toNd().data()).mapToInt(place -> (int) place).toArray();
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public int[] places() {
    return places.clone();
  }

  @Override
  public double[] weights() {
    return snapshot.array(path).toNd().data();
  }

  @Override
  public int count() {
    return places.length;
  }

  @Override
  public Snapshot changed(int[] dropped, int[] grown, double[] values) {
    int[] order = order(dropped, grown);
    if (order.length == 0) {
      throw new EspalierException(
          "'"
              + path
              + "' would lose all its links, and is stored by them; leave one, or plan"
              + " MaskedStorage() first");
    }
    Map<String, Tensor> changed = new HashMap<>();
    long[] next = new long[order.length];
    for (int i = 0; i < next.length; i++) {
      int from = order[i];
      next[i] = from < places.length ? places[from] : grown[from - places.length];
    }
    changed.put(Linked.path(path), Tensor.of(next, next.length));
    Tensor weights = snapshot.array(path);
    changed.put(path, ordered(weights, order, values));
    for (String slot : Slots.of(snapshot, path, weights.dims())) {
      changed.put(slot, ordered(snapshot.array(slot), order, new double[grown.length]));
    }
    Snapshot same = order.length == places.length ? snapshot : resized(order.length);
    return same.with(changed);
  }

  /** Numbers of the links that stay, and after these of the ones that grow, by place. */
  private int[] order(int[] dropped, int[] grown) {
    int[] from = new int[size()];
    for (int i = 0; i < places.length; i++) from[places[i]] = i + 1;
    for (int place : dropped) from[place] = 0;
    for (int i = 0; i < grown.length; i++) from[grown[i]] = places.length + i + 1;
    return Arrays.stream(from).filter(i -> i > 0).map(i -> i - 1).toArray();
  }

  private static Tensor ordered(Tensor kept, int[] order, double[] grown) {
    double[] had = kept.toNd().data();
    double[] next = new double[order.length];
    for (int i = 0; i < next.length; i++) {
      next[i] = order[i] < had.length ? had[order[i]] : grown[order[i] - had.length];
    }
    return Tensor.of(kept.dtype(), Nd.of(next));
  }

  /** The network that stores another number of links here. */
  private Snapshot resized(int count) {
    Network network = snapshot.network();
    String below = path.substring(network.name().length() + 1);
    List<ParametrizationRule> rules = new ArrayList<>(network.parametrizations());
    rules.removeIf(r -> r.pattern().equals(below) && r.parametrization() instanceof Linked);
    rules.add(new ParametrizationRule(below, new Linked(count / (double) size())));
    return snapshot.withNetwork(network.withParametrizations(rules));
  }
}
