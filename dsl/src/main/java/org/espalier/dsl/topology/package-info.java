/**
 * What wires to what in a network: {@link org.espalier.dsl.topology.Wiring} reads it from a
 * snapshot or from masks, {@link org.espalier.dsl.topology.Nnstd} says how far two wirings are
 * apart, {@link org.espalier.dsl.topology.CutOff} names units that no longer take part.
 */
package org.espalier.dsl.topology;
