/**
 * Programs that embed Espalier, its benchmarks, and the tests that look at the house as a whole.
 * Not published.
 */
package org.espalier.samples;
