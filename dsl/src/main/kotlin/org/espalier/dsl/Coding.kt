package org.espalier.dsl

import org.espalier.dsl.coding.CodePenalty
import org.espalier.dsl.coding.DepthRule
import org.espalier.dsl.coding.DescriptionLength
import org.espalier.dsl.coding.EfficientCoding
import org.espalier.dsl.coding.EveryLayer
import org.espalier.dsl.coding.GroupOverBatch
import org.espalier.dsl.coding.GroupPerSample
import org.espalier.dsl.coding.KeepAbove
import org.espalier.dsl.coding.KeepShare
import org.espalier.dsl.coding.LearnedStructure
import org.espalier.dsl.coding.LinkPenalty
import org.espalier.dsl.coding.LinksPerAtom
import org.espalier.dsl.coding.MaskRule
import org.espalier.dsl.coding.NoEntropyLoss
import org.espalier.dsl.coding.OutputEntropy
import org.espalier.dsl.coding.PerFeature
import org.espalier.dsl.coding.PlainCodes
import org.espalier.dsl.coding.Pooling
import org.espalier.dsl.coding.Preparation
import org.espalier.dsl.coding.Rounds
import org.espalier.dsl.coding.SharedInputs
import org.espalier.dsl.coding.ShorterDescription
import org.espalier.dsl.coding.Zca
import org.espalier.dsl.layer.ContrastNorm
import org.espalier.dsl.snapshot.Snapshot
import org.espalier.dsl.step.Training
import java.util.OptionalDouble

/**
 * How structure is learned from unlabelled data; `learn(data)` does it. See [EfficientCoding].
 *
 * ```kotlin
 * val coding = efficientCoding { widths(64); density = 0.1; seed = 3 }
 * println(coding == org.espalier.dsl.coding.EfficientCoding.widths(64).density(0.1).seed(3).build())
 * // → true
 * ```
 *
 * @throws IllegalArgumentException naming the setting that is out of range
 */
public fun efficientCoding(describe: CodingScope.() -> Unit): EfficientCoding = CodingScope().apply(describe).build()

/** The inside of `efficientCoding { }`; what is not said is as [EfficientCoding.widths] has it. */
@EspalierDsl
public class CodingScope internal constructor() {
    private var widths: List<Int> = listOf()
    private val standard = EfficientCoding.widths(64).build()

    /** What is done to the raw input; later layers are standardised per feature. */
    public var preparation: Preparation = standard.preparation()

    /** Weight of the code penalty, > 0; also the encoder's threshold. */
    public var lambda: Double = standard.lambda()

    /** What makes codes sparse: [plainCodes], [groupPerSample] or [groupOverBatch]. */
    public var penalty: CodePenalty = standard.penalty()

    /** What makes atoms use few inputs: [linksPerAtom] or [sharedInputs]. */
    public var links: LinkPenalty = standard.links()

    /** Which links are kept: [keepShare] or [keepAbove]. */
    public var mask: MaskRule = standard.mask()

    /** Units in an invariance group, ≥ 1. */
    public var groupSize: Int = standard.groupSize()

    /** What the next layer sees of a group. */
    public var pooling: Pooling = standard.pooling()

    /** Which layers are kept: [shorterDescription], [noEntropyLoss] or [everyLayer]. */
    public var depth: DepthRule = standard.depth()

    /** How long to search. */
    public var rounds: Rounds = standard.rounds()

    /** Samples that scores are measured on, ≥ 2. */
    public var probe: Int = standard.probe()

    /** Of the first dictionary and the order of samples; 0 is a seed. */
    public var seed: Long = standard.seed()

    /** Keeps this share of all links, in (0, 1]; short for `mask = keepShare(…)`. */
    public var density: Double
        get() = (mask as? KeepShare)?.density() ?: Double.NaN
        set(share) {
            mask = KeepShare(share)
        }

    /** Units of each layer, at most that many layers. */
    public fun widths(vararg units: Int) {
        widths = units.toList()
    }

    internal fun build(): EfficientCoding =
        EfficientCoding(
            widths,
            preparation,
            lambda,
            penalty,
            links,
            mask,
            groupSize,
            pooling,
            depth,
            rounds,
            probe,
            seed,
        )
}

/** Σ|a|; see [PlainCodes]. */
public fun plainCodes(): PlainCodes = PlainCodes()

/** Norms of groups of [size] neighbouring atoms in each sample; see [GroupPerSample]. */
public fun groupPerSample(size: Int): GroupPerSample = GroupPerSample(size)

/** Norms of groups of [size] neighbouring atoms over a batch; see [GroupOverBatch]. */
public fun groupOverBatch(size: Int): GroupOverBatch = GroupOverBatch(size)

/** Each atom uses few inputs; see [LinksPerAtom]. */
public fun linksPerAtom(strength: Double): LinksPerAtom = LinksPerAtom(strength)

/** Inputs are used by many atoms or none; see [SharedInputs]. */
public fun sharedInputs(strength: Double): SharedInputs = SharedInputs(strength)

/** The strongest links of the whole layer, this share of them; see [KeepShare]. */
public fun keepShare(density: Double): KeepShare = KeepShare(density)

/** Links above this fraction of their unit's strongest; see [KeepAbove]. */
public fun keepAbove(threshold: Double): KeepAbove = KeepAbove(threshold)

/** Layers that save at least this share of bits; see [ShorterDescription]. */
public fun shorterDescription(minGain: Double): ShorterDescription = ShorterDescription(minGain)

/** Layers whose output entropy does not fall by more than this share; see [NoEntropyLoss]. */
public fun noEntropyLoss(most: Double): NoEntropyLoss = NoEntropyLoss(most)

/** All layers; see [EveryLayer]. */
public fun everyLayer(): EveryLayer = EveryLayer()

/**
 * Whitening; see [Zca].
 *
 * @param contrast offset of the contrast normalisation of each sample before it; null for none
 */
public fun zca(
    contrast: Double? = ContrastNorm.UNIT_PIXELS,
    epsilon: Double = 0.1,
): Zca = Zca(contrast?.let { OptionalDouble.of(it) } ?: OptionalDouble.empty(), epsilon)

/** Each feature to mean 0 and variance 1; see [PerFeature]. */
public fun perFeature(): PerFeature = PerFeature()

/** How much responses `[samples][units]` say; see [OutputEntropy]. */
public fun outputEntropy(responses: Array<DoubleArray>): OutputEntropy = OutputEntropy.of(responses)

/**
 * Bits of samples as they are and as codes; see [DescriptionLength].
 *
 * @param x `[samples][inputs]`, standardised per input
 * @param dictionary `[inputs][atoms]`
 * @param codes `[samples][atoms]`
 * @param step of quantisation, > 0
 */
public fun descriptionLength(
    x: Array<DoubleArray>,
    dictionary: Array<DoubleArray>,
    codes: Array<DoubleArray>,
    step: Double = DescriptionLength.STEP,
): DescriptionLength = DescriptionLength.of(x, dictionary, codes, step)

/**
 * A classifier of raw samples: the learned layers and a linear one on top.
 *
 * @param classes ≥ 2
 * @param training how it is going to be trained; its seed draws what was not learned
 * @param freshWeights true to take the masks alone, and draw weights by AutoInit
 * @param growingLinks true to let training grow links that were not learned
 * @throws org.espalier.dsl.error.EspalierException when no layer was learned
 */
public fun LearnedStructure.classifier(
    classes: Int,
    training: Training = Training.classification(),
    freshWeights: Boolean = false,
    growingLinks: Boolean = false,
): Snapshot {
    var made = classifiers(classes).training(training)
    if (freshWeights) made = made.freshWeights()
    if (growingLinks) made = made.growingLinks()
    return made.learned()
}
