/**
 * Figures: each a small class that turns numbers into a {@link org.spinspike.app.report.figure.Figure}, which is SVG for pages and PNG for slides.
 * One style for all: white paper, thin grid, data in black, one colour a model, units on every axis, the same bytes for the same values.
 * Start reading at {@link org.spinspike.app.report.figure.Figure}, then {@code Panel} and {@code Marks}.
 */
package org.spinspike.app.report.figure;
