package org.espalier.dsl

import org.espalier.dsl.optimizer.Adam
import org.espalier.dsl.optimizer.AdamW
import org.espalier.dsl.optimizer.Momentum
import org.espalier.dsl.optimizer.Sgd
import org.espalier.dsl.schedule.Schedule

/** Gradient descent at a constant [rate] ≥ 0: w − rate·g; see [Sgd]. */
public fun sgd(rate: Double): Sgd = sgd(constantRate(rate))

/** Gradient descent at a scheduled [rate]; see [Sgd]. */
public fun sgd(rate: Schedule): Sgd = Sgd(rate)

/**
 * Gradient descent with momentum at a constant [rate]: v ← momentum·v + g; w ← w − rate·v. See [Momentum].
 *
 * @param rate ≥ 0
 * @param momentum in `[0, 1)`
 * @param nesterov whether to step by g + momentum·v instead, Nesterov's look-ahead
 */
public fun momentum(
    rate: Double,
    momentum: Double = 0.9,
    nesterov: Boolean = false,
): Momentum = momentum(constantRate(rate), momentum, nesterov)

/** Gradient descent with momentum at a scheduled [rate]; see [Momentum]. */
public fun momentum(
    rate: Schedule,
    momentum: Double = 0.9,
    nesterov: Boolean = false,
): Momentum = Momentum(rate, momentum, nesterov)

/**
 * Adam at a constant [rate] (arXiv:1412.6980); see [Adam].
 *
 * @param rate ≥ 0
 * @param beta1 decay of the mean of gradients, in `[0, 1)`
 * @param beta2 decay of the mean of their squares, in `[0, 1)`
 * @param epsilon added to the root of the latter, > 0
 */
public fun adam(
    rate: Double = 1e-3,
    beta1: Double = 0.9,
    beta2: Double = 0.999,
    epsilon: Double = 1e-7,
): Adam = adam(constantRate(rate), beta1, beta2, epsilon)

/** Adam at a scheduled [rate]: `adam(cosineDecay(1e-3, steps = 10_000))`; see [Adam]. */
public fun adam(
    rate: Schedule,
    beta1: Double = 0.9,
    beta2: Double = 0.999,
    epsilon: Double = 1e-7,
): Adam = Adam(rate, beta1, beta2, epsilon)

/**
 * Adam at a constant [rate], besides whose step each weight shrinks by rate·decay of itself (arXiv:1711.05101); see
 * [AdamW].
 *
 * @param rate ≥ 0
 * @param decay ≥ 0
 * @param beta1 decay of the mean of gradients, in `[0, 1)`
 * @param beta2 decay of the mean of their squares, in `[0, 1)`
 * @param epsilon added to the root of the latter, > 0
 */
public fun adamW(
    rate: Double = 1e-3,
    decay: Double = 0.01,
    beta1: Double = 0.9,
    beta2: Double = 0.999,
    epsilon: Double = 1e-7,
): AdamW = adamW(constantRate(rate), decay, beta1, beta2, epsilon)

/** Adam with decoupled weight [decay] at a scheduled [rate]; see [AdamW]. */
public fun adamW(
    rate: Schedule,
    decay: Double = 0.01,
    beta1: Double = 0.9,
    beta2: Double = 0.999,
    epsilon: Double = 1e-7,
): AdamW = AdamW(adam(rate, beta1, beta2, epsilon), decay)
