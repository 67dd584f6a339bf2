/**
 * A plain Java application that embeds Espalier: it trains a classifier, saves it, opens it again
 * and serves its predictions over HTTP.
 */
package org.espalier.samples.javaapp;
