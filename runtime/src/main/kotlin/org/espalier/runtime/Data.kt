package org.espalier.runtime

import org.espalier.runtime.data.DataSpec
import org.espalier.runtime.data.TrainTest

/**
 * Data by name: `digits` (drawn by code), `mnist:DIR`, or what another [org.espalier.runtime.data.DataSource] reads.
 *
 * ```kotlin
 * println(data("digits").train.input().rowShape().toList())
 * // → [28, 28, 1]
 * ```
 *
 * @throws org.espalier.runtime.data.DataException for an unknown name, with those there are, or files that cannot be read
 */
public fun data(spec: String): TrainTest = DataSpec.parse(spec).load()
