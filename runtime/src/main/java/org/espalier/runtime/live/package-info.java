/** The inside of a live model: session, feeding, driving; nothing here is for users. */
package org.espalier.runtime.live;
