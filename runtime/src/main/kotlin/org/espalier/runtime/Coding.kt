package org.espalier.runtime

import org.espalier.dsl.coding.EfficientCoding
import org.espalier.dsl.coding.LearnedStructure
import org.espalier.runtime.coding.StructureLearning
import org.espalier.runtime.data.Dataset
import org.espalier.runtime.fit.ProgressStyle
import java.nio.file.Path
import java.util.Optional

/**
 * Learns structure from the only input of [data]; targets are not looked at. See [StructureLearning].
 *
 * ```kotlin
 * val data = org.espalier.runtime.data.DataSpec.parse("digits:train=300,test=50").load().train()
 * val learned = efficientCoding { widths(32); depth = everyLayer() }.learn(data)
 * println(learned.layers().single().units())
 * // → 32
 * ```
 *
 * @param checkpoint a file that is rewritten after every pass, and gone on from when it exists
 * @param progress where to show how far it is
 * @throws org.espalier.dsl.error.EspalierException when samples have more than three axes, or the checkpoint is of other
 *     settings or other data
 */
public fun EfficientCoding.learn(
    data: Dataset,
    checkpoint: Path? = null,
    progress: ProgressStyle = ProgressStyle.AUTO,
    compute: Compute = Compute.standard(),
): LearnedStructure = StructureLearning(this, compute, progress, Optional.ofNullable(checkpoint)).learn(data)
