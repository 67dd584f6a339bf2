@file:JvmName("Dropouts")

package org.espalier.dsl

import org.espalier.dsl.layer.GaussianDropout
import org.espalier.dsl.layer.SpatialDropout2d
import org.espalier.dsl.network.ImageHandle
import org.espalier.dsl.network.TensorHandle

/** While training, sets whole channels to 0 with probability [rate], in `[0, 1)`, and scales the others. */
public fun NetworkScope.spatialDropout2d(
    rate: Double,
    name: String? = null,
): ImageHandle = layer(SpatialDropout2d(rate), name).asImage()

/** While training, multiplies elements by normal numbers of mean 1 and variance rate/(1 − rate); [rate] in `[0, 1)`. */
public fun NetworkScope.gaussianDropout(
    rate: Double,
    name: String? = null,
): TensorHandle = layer(GaussianDropout(rate), name)
