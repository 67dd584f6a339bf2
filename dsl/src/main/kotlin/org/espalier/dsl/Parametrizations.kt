package org.espalier.dsl

import org.espalier.dsl.parametrization.Linked
import org.espalier.dsl.parametrization.Masked

/** A mask of zeros and ones on a weight; [density] is links kept / all links at the start, in (0, 1]. See [Masked]. */
public fun masked(density: Double): Masked = Masked(density)

/** Only the links of a weight are stored and computed; [density] is links stored / all links, in (0, 1]. See [Linked]. */
public fun linked(density: Double): Linked = Linked(density)
