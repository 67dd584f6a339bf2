/** Metrics. */
package org.espalier.dsl.metric;
