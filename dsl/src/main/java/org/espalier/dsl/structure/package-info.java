/** Structure passes and their plans. */
package org.espalier.dsl.structure;
