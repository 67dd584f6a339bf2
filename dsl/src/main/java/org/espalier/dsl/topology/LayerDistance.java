package org.espalier.dsl.topology;

import java.util.List;

/**
 * How far two layers are apart.
 *
 * @param path of the first one's parameter
 * @param distance mean distance of matched units, in [0, 1]
 * @param inOrder mean distance of units of equal number, in [0, 1]; only the layers before are
 *     matched
 * @param matching the second network's unit for each unit of the first; a number beyond the
 *     narrower layer stands for a missing unit
 * @param unique whether every other matching of this layer is further apart; where it is not, the
 *     distances of later layers depend on which one was taken
 */
public record LayerDistance(
    String path, double distance, double inOrder, List<Integer> matching, boolean unique) {
  public LayerDistance {
    matching = List.copyOf(matching);
  }
}
