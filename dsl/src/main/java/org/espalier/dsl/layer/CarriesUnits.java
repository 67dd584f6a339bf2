package org.espalier.dsl.layer;

import java.util.ArrayList;
import java.util.List;
import org.espalier.dsl.tensor.Shape;

/**
 * A layer without units of its own that goes on as it is when a channel (a place along the last
 * axis) of what it receives goes: each channel it gives is made of certain channels that it
 * receives, and of nothing else that is counted by channels but what {@link #perChannel} names.
 */
public interface CarriesUnits extends Layer {
  /** Names of parameters and states whose last axis counts the channels it gives. */
  default List<String> perChannel() {
    return List.of();
  }

  /**
   * For each channel it gives, the channels it is made of; those of the second input count on from
   * those of the first. Unless said otherwise the one in the same place, of every input.
   *
   * @param inputs what it receives
   * @param output what it gives
   */
  default List<List<Integer>> sources(List<Shape> inputs, Shape output) {
    int channels = (int) output.last().size();
    List<List<Integer>> sources = new ArrayList<>();
    for (int c = 0; c < channels; c++) {
      List<Integer> from = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) from.add(i * channels + c);
      sources.add(from);
    }
    return sources;
  }
}
