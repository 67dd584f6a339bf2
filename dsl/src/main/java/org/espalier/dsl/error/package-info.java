/** Errors written for the user. */
package org.espalier.dsl.error;
