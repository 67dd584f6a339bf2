/** What runs: phases over variables, as values. */
package org.espalier.dsl.program;
