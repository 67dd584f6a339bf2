/**
 * What Keras and Espalier both have, one table or file per kind of layer, import and export
 * together.
 */
package org.espalier.runtime.kotlindl.form;
