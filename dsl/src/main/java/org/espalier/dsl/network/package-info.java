/** Networks and snapshots as values. */
package org.espalier.dsl.network;
