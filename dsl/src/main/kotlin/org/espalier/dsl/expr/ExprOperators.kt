@file:JvmName("ExprOperators")

package org.espalier.dsl.expr

// `x + y`, `x * 2.0` and `-x` are members of Expr already; here is what Java methods cannot give.

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
