package org.espalier.dsl

import org.espalier.dsl.init.AutoInit
import org.espalier.dsl.init.BernoulliMask
import org.espalier.dsl.init.Constant
import org.espalier.dsl.init.Distribution
import org.espalier.dsl.init.ErdosRenyiMask
import org.espalier.dsl.init.GivenMask
import org.espalier.dsl.init.GlorotNormal
import org.espalier.dsl.init.GlorotUniform
import org.espalier.dsl.init.GroupMask
import org.espalier.dsl.init.HeNormal
import org.espalier.dsl.init.HeUniform
import org.espalier.dsl.init.Identity
import org.espalier.dsl.init.LeCunNormal
import org.espalier.dsl.init.LeCunUniform
import org.espalier.dsl.init.Normal
import org.espalier.dsl.init.Orthogonal
import org.espalier.dsl.init.RandomMask
import org.espalier.dsl.init.TruncatedNormal
import org.espalier.dsl.init.Uniform
import org.espalier.dsl.tensor.Tensor

/** Normal with variance 2 / fan-in (arXiv:1502.01852); see [HeNormal]. */
public fun heNormal(): HeNormal = HeNormal()

/** Uniform in ±√(6 / fan-in): variance 2 / fan-in (arXiv:1502.01852); see [HeUniform]. */
public fun heUniform(): HeUniform = HeUniform()

/** Normal with variance 2 / (fan-in + fan-out), AISTATS 2010; see [GlorotNormal]. */
public fun glorotNormal(): GlorotNormal = GlorotNormal()

/** Uniform with variance 2 / (fan-in + fan-out), AISTATS 2010; see [GlorotUniform]. */
public fun glorotUniform(): GlorotUniform = GlorotUniform()

/**
 * Weights that keep mean 0 and variance [signalVariance] of the signal at every layer, whatever layers and activations
 * there are (arXiv:2109.08958); see [AutoInit].
 *
 * @param inputMean of one entry of the network's inputs
 * @param inputVariance of one entry of the network's inputs, > 0
 * @param signalVariance wanted, > 0
 * @param exactMoments false for the published rules
 */
public fun autoInit(
    inputMean: Double = 0.0,
    inputVariance: Double = 1.0,
    signalVariance: Double = 1.0,
    distribution: Distribution = Distribution.TRUNCATED_NORMAL,
    exactMoments: Boolean = false,
): AutoInit = AutoInit(inputMean, inputVariance, signalVariance, distribution, exactMoments)

/** Normal with variance 1 / fan-in; see [LeCunNormal]. */
public fun leCunNormal(): LeCunNormal = LeCunNormal()

/** Uniform in ±√(3 / fan-in): variance 1 / fan-in; see [LeCunUniform]. */
public fun leCunUniform(): LeCunUniform = LeCunUniform()

/** One [value] everywhere: 0 for biases, 1 for scales; see [Constant]. */
public fun constant(value: Double): Constant = Constant(value)

/** Normal with a finite [mean] and the standard deviation [stddev] ≥ 0, whatever the shape; see [Normal]. */
public fun normal(
    mean: Double,
    stddev: Double,
): Normal = Normal(mean, stddev)

/** [normal] without what lies more than two standard deviations from the mean; see [TruncatedNormal]. */
public fun truncatedNormal(
    mean: Double,
    stddev: Double,
): TruncatedNormal = TruncatedNormal(mean, stddev)

/** Uniform in `[min, max)`, whatever the shape; see [Uniform]. */
public fun uniform(
    min: Double,
    max: Double,
): Uniform = Uniform(min, max)

/** Orthonormal columns, or rows where there are fewer, times [gain] > 0 (arXiv:1312.6120); see [Orthogonal]. */
public fun orthogonal(gain: Double = 1.0): Orthogonal = Orthogonal(gain)

/** Passes its input on, times [gain], at the middle of a kernel; needs two axes or more. See [Identity]. */
public fun identity(gain: Double = 1.0): Identity = Identity(gain)

/** Ones at random places, zeros elsewhere; [density] is ones / all, in (0, 1]. See [RandomMask]. */
public fun randomMask(density: Double): RandomMask = RandomMask(density)

/** Each link on its own with probability [density], in (0, 1]; see [BernoulliMask]. */
public fun bernoulliMask(density: Double): BernoulliMask = BernoulliMask(density)

/** About [epsilon] > 0 random links for each input and output (arXiv:1707.04780); see [ErdosRenyiMask]. */
public fun erdosRenyiMask(epsilon: Double): ErdosRenyiMask = ErdosRenyiMask(epsilon)

/** Blocks of links between [groups] equal groups of inputs and outputs; see [GroupMask]. */
public fun groupMask(groups: Int): GroupMask = GroupMask(groups)

/** [links] that are known: anything but 0 is one; of the weight's sizes. See [GivenMask]. */
public fun givenMask(links: Tensor): GivenMask = GivenMask(links)
