package org.espalier.dsl.topology;

/**
 * One use of a weight: who is linked to whom. Its arrays are not copied.
 *
 * @param path of the parameter: {@code lenet/fc1/kernel}
 * @param links by unit
 * @param origins the network's units whose values each source is made of, by source; none where
 *     they are not known, several where branches meet in a sum
 * @param units what it computes
 * @param again whether an earlier layer has the same parameter
 */
public record WiredLayer(
    String path, UnitLinks links, int[][] origins, Population units, boolean again) {}
