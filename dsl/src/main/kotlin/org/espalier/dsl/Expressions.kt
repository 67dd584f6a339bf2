package org.espalier.dsl

import org.espalier.dsl.activation.Formula
import org.espalier.dsl.expr.Expr

// `x + y`, `x * 2.0`, `-x` and `x[0]` are members of Expr already; here is what Java methods cannot give.

/** `this + x` elementwise; the result has the shape and the element type of [x]. */
public operator fun Double.plus(x: Expr): Expr = x.constant(this).plus(x)

/** `this - x` elementwise; the result has the shape and the element type of [x]. */
public operator fun Double.minus(x: Expr): Expr = x.constant(this).minus(x)

/** `this * x` elementwise; the result has the shape and the element type of [x]. */
public operator fun Double.times(x: Expr): Expr = x.constant(this).times(x)

/** `this / x` elementwise; the result has the shape and the element type of [x]. */
public operator fun Double.div(x: Expr): Expr = x.constant(this).div(x)

/** `x matmul y`: the matrix product of `[..., n, k]` and `[..., k, m]`, `[..., n, m]`; see [Expr.matmul]. */
public infix fun Expr.matmul(other: Expr): Expr = this.matmul(other)

/** An activation as a function: `relu(x)`, `leakyRelu(slope = 0.1)(x)`; keeps the shape. */
public operator fun Formula.invoke(x: Expr): Expr = of(x)

/** eˣ elementwise. */
public fun exp(x: Expr): Expr = x.exp()

/** The natural logarithm elementwise. */
public fun log(x: Expr): Expr = x.log()

/** The square root elementwise. */
public fun sqrt(x: Expr): Expr = x.sqrt()

/** The absolute value elementwise. */
public fun abs(x: Expr): Expr = x.abs()

/** The sine elementwise, of radians. */
public fun sin(x: Expr): Expr = x.sin()

/** The cosine elementwise, of radians. */
public fun cos(x: Expr): Expr = x.cos()

/** The error function elementwise. */
public fun erf(x: Expr): Expr = x.erf()

/** The larger of two elementwise. */
public fun max(
    x: Expr,
    y: Expr,
): Expr = x.max(y)

/** The larger of each element and [y]. */
public fun max(
    x: Expr,
    y: Double,
): Expr = x.max(y)

/** The smaller of two elementwise. */
public fun min(
    x: Expr,
    y: Expr,
): Expr = x.min(y)

/** The smaller of each element and [y]. */
public fun min(
    x: Expr,
    y: Double,
): Expr = x.min(y)

/** [yes] where [condition] (bool) holds, [no] elsewhere. */
public fun where(
    condition: Expr,
    yes: Expr,
    no: Expr,
): Expr = condition.where(yes, no)
