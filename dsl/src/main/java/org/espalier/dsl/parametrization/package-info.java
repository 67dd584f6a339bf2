/** What stands between a stored variable and the weight a layer uses. */
package org.espalier.dsl.parametrization;
