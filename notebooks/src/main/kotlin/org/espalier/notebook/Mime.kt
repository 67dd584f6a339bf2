package org.espalier.notebook

import org.espalier.dsl.network.Network
import org.espalier.runtime.view.Html
import org.jetbrains.kotlinx.jupyter.api.MimeTypedResult
import org.jetbrains.kotlinx.jupyter.api.mimeResult

/** A piece of HTML, and text for clients that show none. */
internal fun mime(
    html: String,
    text: String,
): MimeTypedResult = mimeResult("text/html" to html, "text/plain" to text)

/** Text, looking like what stands around it in either form. */
internal fun mime(text: String): MimeTypedResult = mime(Html.text(text), text)

/** A value as text. */
internal fun text(value: Any?): String = if (value is Network) "${value.summary()}" else "$value"
