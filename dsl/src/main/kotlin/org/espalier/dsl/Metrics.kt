package org.espalier.dsl

import org.espalier.dsl.metric.Accuracy
import org.espalier.dsl.metric.TopKAccuracy

/** The share of right answers; see [Accuracy]. */
public fun accuracy(): Accuracy = Accuracy()

/** The share of examples whose class is among the [k] ≥ 1 most probable; see [TopKAccuracy]. */
public fun topKAccuracy(k: Int): TopKAccuracy = TopKAccuracy(k)
