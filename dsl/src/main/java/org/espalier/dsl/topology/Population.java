package org.espalier.dsl.topology;

/**
 * Units of one kind: the features of an input, or what one use of a layer computes.
 *
 * @param name of the input, or path of the layer's parameter
 * @param input whether it is an input of the network
 * @param first number of its first unit among all units of the network
 * @param size number of units
 */
public record Population(String name, boolean input, int first, int size) {}
