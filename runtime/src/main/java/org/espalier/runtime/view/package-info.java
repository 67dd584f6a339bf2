/**
 * How values look: {@link org.espalier.runtime.view.NetworkDiagram} draws a network, {@link
 * org.espalier.runtime.view.Views} gives a piece of HTML for whatever a notebook or a page shows. A
 * further type needs one {@link org.espalier.runtime.view.View}, or implements {@link
 * org.espalier.runtime.view.Viewable}.
 *
 * <p>Every piece is self-contained, escaped, readable on light and dark pages, and has no script.
 */
package org.espalier.runtime.view;
