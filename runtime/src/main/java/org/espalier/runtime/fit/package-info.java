/** Training: what {@code fit} is asked for, what it reports, how it goes on after a stop. */
package org.espalier.runtime.fit;
