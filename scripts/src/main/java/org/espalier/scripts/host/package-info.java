/**
 * Compiles and runs Kotlin scripts: Espalier's own {@code .espalier.kts} and the standard {@code
 * .main.kts}, with one cache of what was compiled.
 */
package org.espalier.scripts.host;
