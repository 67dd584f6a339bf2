/** What runs in the kernel's process before the kernel does. */
package org.espalier.kernel;
