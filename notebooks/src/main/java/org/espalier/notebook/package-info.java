/**
 * The place of the Kotlin notebook integration. It is empty so far: no renderer and no notebook
 * exists yet, and a later issue fills it.
 */
package org.espalier.notebook;
