package org.espalier.dsl.topology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A wiring as it grows, layer by layer. */
final class Wirer {
  private final String network;
  private final List<Population> populations = new ArrayList<>();
  private final List<WiredLayer> layers = new ArrayList<>();
  private final Set<Integer> escaping = new TreeSet<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final Set<String> paths = new HashSet<>();
  private int units;

  Wirer(String network) {
    this.network = network;
  }

  Population add(String name, boolean input, int size) {
    Population added = new Population(name, input, units, size);
    populations.add(added);
    units += size;
    return added;
  }

  Population layer(String path, UnitLinks links, Layout sources) {
    Population made = add(path, false, links.units());
    layers.add(new WiredLayer(path, links, sources.channels(), made, !paths.add(path)));
    return made;
  }

  void escape(IntStream lost) {
    lost.forEach(escaping::add);
  }

  void note(String text) {
    notes.add(text);
  }

  boolean isEmpty() {
    return layers.isEmpty();
  }

  Wiring wiring(int[][] outputs) {
    int[] lost = escaping.stream().mapToInt(i -> i).toArray();
    return new Wiring(network, populations, layers, outputs, lost, List.copyOf(notes));
  }
}
