package org.espalier.dsl.structure;

import org.espalier.dsl.parametrization.Linked;
import org.espalier.dsl.parametrization.Masked;
import org.espalier.dsl.snapshot.Snapshot;
import org.espalier.dsl.tensor.Shape;

/**
 * The links of one parameter in a snapshot, in whatever form they are stored. Places count all
 * possible links row by row.
 */
public interface Links {
  /** The links of a parameter; all there can be where it has no mask. */
  static Links of(Snapshot snapshot, String path) {
    boolean stored = snapshot.arrays().containsKey(Linked.path(path));
    return stored ? new StoredLinks(snapshot, path) : new MaskedLinks(snapshot, path);
  }

  /**
   * Whether the links of a parameter can change: it has a mask, or its links are what is stored.
   */
  static boolean canChange(Snapshot snapshot, String path) {
    return snapshot.arrays().containsKey(Masked.path(path))
        || snapshot.arrays().containsKey(Linked.path(path));
  }

  /** Path of the parameter: {@code lenet/fc1/kernel}. */
  String path();

  /** Sizes; the last two axes count inputs and outputs. */
  Shape shape();

  /** Where links are, ascending. */
  int[] places();

  /** Their weights, in the same order. */
  double[] weights();

  /** How many links there are. */
  int count();

  /** How many there could be. */
  default int size() {
    return (int) shape().size().size();
  }

  /** At each place, whether there is a link. */
  default boolean[] present() {
    boolean[] present = new boolean[size()];
    for (int place : places()) present[place] = true;
    return present;
  }

  /**
   * The snapshot with some links dropped, then some grown. Dropped links lose their weight, and
   * what the optimizer keeps for dropped and grown ones starts at 0.
   *
   * @param dropped places of links
   * @param grown places without links; those just dropped are such
   * @param values weights of the grown ones
   * @throws org.espalier.dsl.error.EspalierException when links of this parameter cannot change
   */
  Snapshot changed(int[] dropped, int[] grown, double[] values);
}
