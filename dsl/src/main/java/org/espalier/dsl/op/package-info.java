/** The ops, one record each. */
package org.espalier.dsl.op;
