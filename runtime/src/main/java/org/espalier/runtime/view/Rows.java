package org.espalier.runtime.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Nodes of an acyclic graph in rows, each below all it uses, by the method of Sugiyama, Tagawa and
 * Toda (1981): rows by longest path, a bend in each row that an edge passes, and an order within
 * rows by barycentres that crosses few edges. All edges of one source share their bends.
 */
final class Rows {
  private static final int SWEEPS = 12;

  /** An edge from a cell to one in the next row. */
  record Link(int from, int to) {}

  /** Cells below this number are nodes, the others bends. */
  final int nodes;

  /** Of each cell, the row from the top. */
  final List<Integer> row = new ArrayList<>();

  final List<Link> links = new ArrayList<>();

  /** The bends of one source, from the top, where there are any. */
  final List<List<Integer>> trunks = new ArrayList<>();

  private List<List<Integer>> order = new ArrayList<>();

  private final Set<Integer> aside = new HashSet<>();

  /**
   * Arranges a graph.
   *
   * @param uses of each node the nodes it uses, which come before it
   */
  Rows(List<List<Integer>> uses) {
    nodes = uses.size();
    for (List<Integer> used : uses) {
      row.add(used.stream().mapToInt(u -> row.get(u) + 1).max().orElse(0));
    }
    for (int node = 0; node < nodes; node++) cells(row.get(node)).add(node);
    for (int source = 0; source < nodes; source++) connect(source, users(uses, source));
    uncross();
  }

  private List<Integer> cells(int at) {
    while (order.size() <= at) order.add(new ArrayList<>());
    return order.get(at);
  }

  private static List<Integer> users(List<List<Integer>> uses, int source) {
    List<Integer> users = new ArrayList<>();
    for (int node = source + 1; node < uses.size(); node++) {
      if (uses.get(node).contains(source)) users.add(node);
    }
    return users;
  }

  private void connect(int source, List<Integer> users) {
    int last = users.stream().mapToInt(row::get).max().orElse(0);
    List<Integer> trunk = new ArrayList<>();
    int from = source;
    for (int at = row.get(source) + 1; at <= last; at++) {
      for (int user : users) if (row.get(user) == at) links.add(new Link(from, user));
      if (at == last) break;
      int bend = row.size();
      row.add(at);
      cells(at).add(bend);
      trunk.add(bend);
      links.add(new Link(from, bend));
      from = bend;
    }
    if (!trunk.isEmpty()) trunks.add(trunk);
    if (users.size() > 1) aside.addAll(trunk);
  }

  /** A bend of an edge that runs beside another way from the same source, as a residual does. */
  boolean isAside(int cell) {
    return aside.contains(cell);
  }

  boolean isBend(int cell) {
    return cell >= nodes;
  }

  /** Of each cell, those it is linked to in the row above ({@code true}) or below. */
  Map<Integer, List<Integer>> neighbours(boolean above) {
    Map<Integer, List<Integer>> neighbours = new HashMap<>();
    for (Link l : links) {
      neighbours
          .computeIfAbsent(above ? l.to : l.from, c -> new ArrayList<>())
          .add(above ? l.from : l.to);
    }
    return neighbours;
  }

  private void uncross() {
    List<List<Integer>> best = copy();
    long fewest = crossings();
    Map<Integer, List<Integer>> above = neighbours(true);
    Map<Integer, List<Integer>> below = neighbours(false);
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      boolean down = sweep % 2 == 0;
      for (int i = 1; i < order.size(); i++) {
        int at = down ? i : order.size() - 1 - i;
        sort(order.get(at), order.get(down ? at - 1 : at + 1), down ? above : below);
      }
      long crossings = crossings();
      if (crossings < fewest) {
        fewest = crossings;
        best = copy();
      }
    }
    order = best;
  }

  /** How many nodes stand side by side in the fullest row. */
  int nodesAcross() {
    return order.stream()
        .mapToInt(cells -> (int) cells.stream().filter(c -> !isBend(c)).count())
        .max()
        .orElse(0);
  }

  /** By the mean place of what each is linked to; what is linked to nothing stays where it is. */
  private static void sort(
      List<Integer> cells, List<Integer> fixed, Map<Integer, List<Integer>> neighbours) {
    Map<Integer, Double> place = new HashMap<>();
    for (int i = 0; i < cells.size(); i++) {
      List<Integer> linked = neighbours.getOrDefault(cells.get(i), List.of());
      double mean = linked.stream().mapToInt(fixed::indexOf).average().orElse(i);
      place.put(cells.get(i), mean);
    }
    cells.sort(Comparator.comparing(place::get));
  }

  private List<List<Integer>> copy() {
    List<List<Integer>> copy = new ArrayList<>();
    for (List<Integer> cells : order) copy.add(new ArrayList<>(cells));
    return copy;
  }

  /** Pairs of links that cross. */
  private long crossings() {
    int[] place = new int[row.size()];
    for (List<Integer> cells : order) {
      for (int i = 0; i < cells.size(); i++) place[cells.get(i)] = i;
    }
    Map<Integer, List<Link>> byRow = new HashMap<>();
    for (Link l : links) byRow.computeIfAbsent(row.get(l.from), r -> new ArrayList<>()).add(l);
    long crossings = 0;
    for (List<Link> gap : byRow.values()) {
      for (Link a : gap) {
        for (Link b : gap) {
          if (place[a.from] < place[b.from] && place[a.to] > place[b.to]) crossings++;
        }
      }
    }
    return crossings;
  }

  /** Cells from left to right, row by row. */
  List<List<Integer>> order() {
    return order;
  }
}
