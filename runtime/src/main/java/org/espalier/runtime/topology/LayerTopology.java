package org.espalier.runtime.topology;

import java.util.Arrays;
import org.espalier.dsl.topology.UnitLinks;
import org.espalier.dsl.topology.WiredLayer;

/**
 * How one parameter links its sources to its units.
 *
 * @param path of the parameter
 * @param sources how many inputs a unit may be linked to; of a convolution its taps
 * @param units how many units
 * @param links how many links
 * @param density links over all that there could be
 * @param inDegree links of each unit
 * @param outDegree links of each source
 * @param inStrength sum of |weight| over the links of each unit
 * @param outStrength sum of |weight| over the links of each source
 */
public record LayerTopology(
    String path,
    int sources,
    int units,
    long links,
    double density,
    OverUnits inDegree,
    OverUnits outDegree,
    OverUnits inStrength,
    OverUnits outStrength) {

  static LayerTopology of(WiredLayer layer) {
    UnitLinks links = layer.links();
    double[] in = new double[links.units()];
    double[] out = new double[links.sources()];
    double[] strong = new double[links.units()];
    double[] given = new double[links.sources()];
    for (int j = 0; j < links.units(); j++) {
      in[j] = links.degree(j);
      for (int at = links.starts()[j]; at < links.starts()[j + 1]; at++) {
        double weight = Math.abs(links.weights()[at]);
        out[links.places()[at]]++;
        strong[j] += weight;
        given[links.places()[at]] += weight;
      }
    }
    return new LayerTopology(
        layer.path(),
        links.sources(),
        links.units(),
        links.count(),
        links.density(),
        new OverUnits(in),
        new OverUnits(out),
        new OverUnits(strong),
        new OverUnits(given));
  }

  /** Units without a link. */
  public long unlinkedUnits() {
    return Arrays.stream(inDegree.values()).filter(d -> d == 0).count();
  }

  /** Sources without a link. */
  public long unlinkedSources() {
    return Arrays.stream(outDegree.values()).filter(d -> d == 0).count();
  }
}
