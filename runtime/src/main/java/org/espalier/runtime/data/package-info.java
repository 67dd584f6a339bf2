/**
 * Data: examples as named columns, the order they are visited in, and where they come from.
 *
 * <p>A {@link org.espalier.runtime.data.Dataset} is a set of named input and target {@link
 * org.espalier.runtime.data.Column}s with equally many rows. A new kind of storage is one {@link
 * org.espalier.runtime.data.FloatColumn} or {@link org.espalier.runtime.data.IntColumn}; a new
 * place that data comes from is one {@link org.espalier.runtime.data.DataSource}. Every problem
 * with data is a {@link org.espalier.runtime.data.DataException} that says where it lies.
 */
package org.espalier.runtime.data;
