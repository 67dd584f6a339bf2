package org.espalier.dsl

import org.espalier.dsl.parametrization.Masked

/** A mask of zeros and ones on a weight; [density] is links kept / all links at the start, in (0, 1]. See [Masked]. */
public fun masked(density: Double): Masked = Masked(density)
