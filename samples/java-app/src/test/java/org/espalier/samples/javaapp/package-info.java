/** The application as its users meet it: over the wire, and as a process that is told to stop. */
package org.espalier.samples.javaapp;
