@file:JvmName("Optimizers")

package org.espalier.dsl

import org.espalier.dsl.optimizer.Adam
import org.espalier.dsl.schedule.ConstantRate

/** Adam at a constant [rate] (arXiv:1412.6980); see [Adam]. */
public fun adam(
    rate: Double = 1e-3,
    beta1: Double = 0.9,
    beta2: Double = 0.999,
    epsilon: Double = 1e-7,
): Adam = Adam(ConstantRate(rate), beta1, beta2, epsilon)
