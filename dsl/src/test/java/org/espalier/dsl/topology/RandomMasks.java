package org.espalier.dsl.topology;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.espalier.dsl.tensor.Nd;

/** Chains of masks for tests. */
final class RandomMasks {
  private RandomMasks() {}

  /** Each link is there with a probability of {@code density}. */
  static List<Nd> chain(long seed, double density, int... widths) {
    Random random = new Random(seed);
    List<Nd> masks = new ArrayList<>();
    for (int k = 1; k < widths.length; k++) {
      Nd mask = Nd.zeros(widths[k - 1], widths[k]);
      for (int i = 0; i < mask.size(); i++) {
        mask.data()[i] = random.nextDouble() < density ? 1 : 0;
      }
      masks.add(mask);
    }
    return masks;
  }

  /** The same network with its hidden units in another order. */
  static List<Nd> relabelled(List<Nd> masks, long seed) {
    Random random = new Random(seed);
    List<Nd> out = new ArrayList<>();
    List<Integer> rows = order((int) masks.get(0).dims()[0]);
    for (int k = 0; k < masks.size(); k++) {
      Nd mask = masks.get(k);
      int units = (int) mask.dims()[1];
      List<Integer> columns = order(units);
      if (k < masks.size() - 1) Collections.shuffle(columns, random);
      Nd moved = Nd.zeros(mask.dims());
      for (int s = 0; s < rows.size(); s++) {
        for (int j = 0; j < units; j++) {
          moved.data()[rows.get(s) * units + columns.get(j)] = mask.data()[s * units + j];
        }
      }
      out.add(moved);
      rows = columns;
    }
    return out;
  }

  private static List<Integer> order(int n) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < n; i++) order.add(i);
    return order;
  }
}
