/**
 * Topology analysis: {@link org.espalier.runtime.topology.Topology} sums up how a network is wired,
 * {@link org.espalier.runtime.topology.TopologyLog} records it during a training, {@link
 * org.espalier.runtime.topology.Evolution} shows where the trainings went.
 */
package org.espalier.runtime.topology;
