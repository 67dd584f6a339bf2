/** Whether a sparse layer is computed densely behind its mask or by its links alone. */
package org.espalier.runtime.sparse;
