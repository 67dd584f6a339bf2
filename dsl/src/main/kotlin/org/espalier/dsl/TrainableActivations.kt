@file:JvmName("TrainableActivations")

package org.espalier.dsl

import org.espalier.dsl.activation.TrainableAda
import org.espalier.dsl.activation.TrainablePfplus
import org.espalier.dsl.activation.TrainableSinLu

/**
 * [ada] whose alpha is trained; `ada(0.7).trainable()` for short. See [TrainableAda].
 *
 * @param alpha where it starts, ≥ 0.001, below which no update takes it
 * @param shift of the exponent
 * @param leak slope to the left of 0, ≥ 0
 * @param perChannel whether each channel (the last axis) has an alpha of its own
 */
public fun trainableAda(
    alpha: Double = 1.0,
    shift: Double = 0.0,
    leak: Double = 0.0,
    perChannel: Boolean = false,
): TrainableAda = TrainableAda(alpha, shift, leak, perChannel)

/**
 * [pfplus] whose λ and μ are trained; `pfplus().trainable()` for short. See [TrainablePfplus].
 *
 * @param lambda where λ starts, > 0
 * @param mu where μ starts, ≥ 0
 * @param perChannel whether each channel (the last axis) has a pair of its own
 * @param constrained whether every update keeps both at 0 or above
 */
public fun trainablePfplus(
    lambda: Double = 1.0,
    mu: Double = 1.0,
    perChannel: Boolean = false,
    constrained: Boolean = true,
): TrainablePfplus = TrainablePfplus(lambda, mu, perChannel, constrained)

/**
 * [sinLu] whose amplitude and frequency are trained; `sinLu().trainable()` for short. See [TrainableSinLu].
 *
 * @param amplitude where it starts
 * @param frequency where it starts, in radians per unit of x
 * @param perChannel whether each channel (the last axis) has a pair of its own
 */
public fun trainableSinLu(
    amplitude: Double = 1.0,
    frequency: Double = 1.0,
    perChannel: Boolean = false,
): TrainableSinLu = TrainableSinLu(amplitude, frequency, perChannel)
