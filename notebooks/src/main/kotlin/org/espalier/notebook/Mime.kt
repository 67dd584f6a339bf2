package org.espalier.notebook

import org.espalier.dsl.error.EspalierException
import org.jetbrains.kotlinx.jupyter.api.MimeTypedResult
import org.jetbrains.kotlinx.jupyter.api.mimeResult

/** A piece of HTML, and text for clients that show none. */
internal fun mime(
    html: String,
    text: String,
): MimeTypedResult = mimeResult("text/html" to html, "text/plain" to text)

/** An error as its table. */
internal fun mime(error: EspalierException): MimeTypedResult =
    mime(Pieces.of(error) ?: Pieces.preformatted(error.message.orEmpty()), error.toString())
