/**
 * What a Kotlin notebook does with Espalier. The kernel finds {@code EspalierIntegration} when this
 * module comes onto a cell's class path.
 */
package org.espalier.notebook;
