/** What one training step does, as a value. */
package org.espalier.dsl.step;
