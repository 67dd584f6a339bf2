/**
 * Experiments: settings × seeds as serialisable trials, a runner for them, results that survive a
 * kill, and tables with spread and tests.
 */
package org.espalier.runtime.experiment;
