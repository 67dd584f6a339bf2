/** What becomes of a signal in a network as it starts: predicted, and measured on random nets. */
package org.espalier.runtime.signal;
