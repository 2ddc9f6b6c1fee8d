/**
 * The page {@code spinspike compare} writes: one HTML file with its figures inside, that asks nothing of the network and runs no script.
 * Figures are made in {@code figure}; {@code Page} knows HTML; {@code CompareReport} knows what to say.
 * Start reading at {@link org.spinspike.app.report.CompareReport}.
 */
package org.spinspike.app.report;
