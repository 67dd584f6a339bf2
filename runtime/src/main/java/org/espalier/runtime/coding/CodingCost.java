package org.espalier.runtime.coding;

import java.util.Locale;
import java.util.Map;
import org.espalier.dsl.coding.LearnedStructure;
import org.espalier.dsl.error.EspalierException;

/**
 * What learning a layer cost; a structure's provenance holds it, of the run that ended it.
 *
 * @param samples coded, those of every pass
 * @param rounds of FISTA, summed over samples
 * @param inputs of the layer
 * @param units of the layer
 * @param fistaSeconds in rounds of FISTA
 * @param sweepSeconds moving the atoms
 * @param otherSeconds reading, preparing, statistics, the step of FISTA
 */
public record CodingCost(
    long samples,
    long rounds,
    int inputs,
    int units,
    double fistaSeconds,
    double sweepSeconds,
    double otherSeconds) {

  /**
   * The cost of a layer of a structure.
   *
   * @param layer from 1
   * @throws EspalierException when its provenance does not say
   */
  public static CodingCost of(LearnedStructure structure, int layer) {
    String text = structure.provenance().get(key(layer));
    if (text == null) {
      throw new EspalierException(
          "the structure does not say what layer "
              + layer
              + " cost; its provenance has "
              + structure.provenance().keySet());
    }
    String[] n = text.split(" ");
    return new CodingCost(
        Long.parseLong(n[0]),
        Long.parseLong(n[1]),
        Integer.parseInt(n[2]),
        Integer.parseInt(n[3]),
        Double.parseDouble(n[4]),
        Double.parseDouble(n[5]),
        Double.parseDouble(n[6]));
  }

  void putInto(Map<String, String> provenance, int layer) {
    String text =
        String.format(
            Locale.ROOT,
            "%d %d %d %d %.3f %.3f %.3f",
            samples,
            rounds,
            inputs,
            units,
            fistaSeconds,
            sweepSeconds,
            otherSeconds);
    provenance.put(key(layer), text);
  }

  private static String key(int layer) {
    return "cost of layer " + layer;
  }

  /** All seconds. */
  public double seconds() {
    return fistaSeconds + sweepSeconds + otherSeconds;
  }

  /** Share of the time that went into moving the atoms. */
  public double sweepShare() {
    return sweepSeconds / seconds();
  }

  /** Floating-point operations a second of FISTA, its matrix products alone counted. */
  public double fistaRate() {
    double each = units <= 2L * inputs ? 2.0 * units * units : 4.0 * units * inputs;
    return each * rounds / fistaSeconds;
  }
}
