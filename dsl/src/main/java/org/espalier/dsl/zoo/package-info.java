/** Networks that have a name: described by code, for any input shape and number of classes. */
package org.espalier.dsl.zoo;
