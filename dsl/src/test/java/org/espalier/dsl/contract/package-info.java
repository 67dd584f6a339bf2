/**
 * What every layer, activation, initializer and loss must keep, as abstract tests: extend one, say
 * the subject in an initializer block, and run.
 */
package org.espalier.dsl.contract;
