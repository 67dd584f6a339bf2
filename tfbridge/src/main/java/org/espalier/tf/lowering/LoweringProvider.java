package org.espalier.tf.lowering;

/**
 * A family of lowerings. The library's are listed in {@link Families}; those of a user are found by
 * {@link java.util.ServiceLoader} (a line in {@code
 * META-INF/services/org.espalier.tf.lowering.LoweringProvider}) or handed to {@code
 * TfOptions.withLowerings}. Later entries replace earlier ones.
 */
@FunctionalInterface
public interface LoweringProvider {
  /** Adds entries. */
  void contribute(LoweringTable table);
}
