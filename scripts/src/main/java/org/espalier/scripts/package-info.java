/** The {@code espalier} command line: it reads arguments and hands the work to the runtime. */
package org.espalier.scripts;
