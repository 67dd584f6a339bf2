/** Learning-rate schedules. */
package org.espalier.dsl.schedule;
