@file:JvmName("InitializerFamilies")

package org.espalier.dsl

import org.espalier.dsl.init.Orthogonal

/** A random matrix with orthonormal columns or rows, times [gain] (arXiv:1312.6120); see [Orthogonal]. */
public fun orthogonal(gain: Double = 1.0): Orthogonal = Orthogonal(gain)
