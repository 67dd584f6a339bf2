/** The experiments that have a name, what they measure, and the small networks they train. */
package org.espalier.runtime.experiment.named;
