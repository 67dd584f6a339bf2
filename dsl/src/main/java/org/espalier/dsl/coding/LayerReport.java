package org.espalier.dsl.coding;

import java.util.List;

/**
 * What one layer came to.
 *
 * @param layer from 1
 * @param inputs numbers it sees
 * @param units width
 * @param entropy mean output entropy of a unit relative to its largest, in nats, ≤ 0
 * @param dependence what dependence between units takes away, in nats per unit
 * @param length bits of a sample before and after coding
 * @param reconstructionError ‖x − Da‖²/‖x‖² on the probe
 * @param active share of codes that are not 0
 * @param links kept
 * @param density links kept / all
 * @param locality mean distance in pixels between two kept links of a unit; NaN where the input is
 *     no image
 * @param randomLocality the same of a random mask of equal density
 * @param objectives mean objective of a sample, pass by pass
 * @param accepted whether the layer is part of the structure
 * @param verdict why
 */
public record LayerReport(
    int layer,
    int inputs,
    int units,
    double entropy,
    double dependence,
    DescriptionLength length,
    double reconstructionError,
    double active,
    long links,
    double density,
    double locality,
    double randomLocality,
    List<Double> objectives,
    boolean accepted,
    String verdict) {
  public LayerReport {
    objectives = List.copyOf(objectives);
  }
}
