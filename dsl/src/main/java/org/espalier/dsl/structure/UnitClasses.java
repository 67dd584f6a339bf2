package org.espalier.dsl.structure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Units that can only go together, as classes of equals. */
final class UnitClasses {
  /** The class of what cannot go: inputs of the network, outputs of layers that say nothing. */
  static final int NONE = -1;

  private final List<Integer> parents = new ArrayList<>();
  private final BitSet pinned = new BitSet();

  /** New classes of one unit each. */
  int[] fresh(int count) {
    int[] made = new int[count];
    for (int i = 0; i < count; i++) {
      made[i] = parents.size();
      parents.add(made[i]);
    }
    return made;
  }

  /** The class as it is known now. */
  int find(int unit) {
    if (unit == NONE) return NONE;
    int root = unit;
    while (parents.get(root) != root) root = parents.get(root);
    while (parents.get(unit) != root) unit = parents.set(unit, root);
    return root;
  }

  /** Both go together from now on; with what cannot go, neither goes. */
  int join(int a, int b) {
    int x = find(a);
    int y = find(b);
    if (x == NONE || y == NONE) {
      pin(x);
      pin(y);
      return x == NONE ? y : x;
    }
    parents.set(y, x);
    if (pinned.get(y)) pinned.set(x);
    return x;
  }

  /** This does not go. */
  void pin(int unit) {
    if (unit != NONE) pinned.set(find(unit));
  }

  /** Whether this may go. */
  boolean free(int unit) {
    return unit != NONE && !pinned.get(find(unit));
  }
}
