package org.espalier.dsl

import org.espalier.dsl.schedule.ConstantRate
import org.espalier.dsl.schedule.CosineDecay
import org.espalier.dsl.schedule.InverseDecay

/** The same [rate] ≥ 0 always; see [ConstantRate]. */
public fun constantRate(rate: Double): ConstantRate = ConstantRate(rate)

/**
 * Rises linearly over the warm-up, then falls along half a cosine and stays at floor·rate (arXiv:1608.03983, without
 * restarts); see [CosineDecay].
 *
 * ```kotlin
 * println(classification { optimizer = adam(cosineDecay(1e-3, steps = 10_000, warmup = 500)) }.seed)
 * ```
 *
 * @param rate the largest, > 0
 * @param steps updates until the floor is reached, warm-up included, > 0
 * @param warmup updates of linear rise, 0 ≤ warmup < steps
 * @param floor share of the rate that remains, in `[0, 1)`
 */
public fun cosineDecay(
    rate: Double,
    steps: Long,
    warmup: Long = 0,
    floor: Double = 0.0,
): CosineDecay = CosineDecay(rate, steps, warmup, floor)

/** rate / (1 + count / steps): half of [rate] ≥ 0 after [steps] > 0 updates; see [InverseDecay]. */
public fun inverseDecay(
    rate: Double,
    steps: Long,
): InverseDecay = InverseDecay(rate, steps)
