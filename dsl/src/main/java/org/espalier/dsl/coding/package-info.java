/**
 * Learning structure by efficient coding, as values and expressions: penalties, sparse codes by
 * FISTA, the update of the atoms, the scores of a layer, connections, groups, and what comes out.
 * After Yuan et al., arXiv:2105.13905, whose method section could not be read: every equation here
 * is a reconstruction unless its class says otherwise, and each choice is a small type of its own.
 */
package org.espalier.dsl.coding;
