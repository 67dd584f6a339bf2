/**
 * Reports: one self-contained HTML file with text, tables and plots, made by {@link
 * org.espalier.runtime.report.HtmlReport}. It needs no network and no script and follows the
 * reader's light or dark preference.
 */
package org.espalier.runtime.report;
