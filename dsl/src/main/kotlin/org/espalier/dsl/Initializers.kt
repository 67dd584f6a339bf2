@file:JvmName("Initializers")

package org.espalier.dsl

import org.espalier.dsl.init.GlorotUniform
import org.espalier.dsl.init.HeNormal

/** Normal with variance 2 / fan-in (arXiv:1502.01852); see [HeNormal]. */
public fun heNormal(): HeNormal = HeNormal()

/** Uniform with variance 2 / (fan-in + fan-out), AISTATS 2010; see [GlorotUniform]. */
public fun glorotUniform(): GlorotUniform = GlorotUniform()
