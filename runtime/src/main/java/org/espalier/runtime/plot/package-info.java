/**
 * Plots as values: curves with bands, bars with error bars, heat maps and grids of images, made by
 * {@link org.espalier.runtime.plot.Plots} and drawn by lets-plot as SVG or PNG without a browser, a
 * display or a network. Beside them stand the pictures that training needs, each from plain arrays:
 * {@link org.espalier.runtime.plot.LearningCurves}, {@link
 * org.espalier.runtime.plot.ConfusionMatrix}, {@link org.espalier.runtime.plot.Filters}, {@link
 * org.espalier.runtime.plot.Predictions}, {@link org.espalier.runtime.plot.Curve}.
 *
 * <p>Every axis carries a quantity and its unit, colours are told apart without red-green vision,
 * and the SVG follows the reader's light or dark preference.
 */
package org.espalier.runtime.plot;
