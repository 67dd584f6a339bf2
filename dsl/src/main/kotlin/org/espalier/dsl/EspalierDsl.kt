package org.espalier.dsl

/** Marks the receivers of the builders, so that an inner block cannot reach an outer one by accident. */
@DslMarker
@Target(AnnotationTarget.CLASS)
public annotation class EspalierDsl
