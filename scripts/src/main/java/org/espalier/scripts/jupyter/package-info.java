/**
 * The notebook kernel and the Jupyter of the machine, as the command line installs and runs them.
 */
package org.espalier.scripts.jupyter;
