package org.espalier.dsl.layer;

import java.util.List;

/**
 * A layer that says which of its parameters are connections: weights of which a single one may be
 * absent, with inputs and outputs in the last two axes. Masks, allocations of density and structure
 * passes work on these. A layer that consists of other layers need not repeat what they say.
 */
public interface Connected extends Layer {
  /** Names of the parameters, relative to the layer's path; {@code kernel} unless said. */
  default List<String> connections() {
    return List.of("kernel");
  }
}
