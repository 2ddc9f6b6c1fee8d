/**
 * Figures and tables of the source papers, each made anew by one command: data, figure, and the numbers behind it.
 * Each is one class that fits and judges with the tasks of {@code app.task} and draws with {@code app.report}; the one list of them is {@code Reproductions}.
 * Start reading at {@link org.spinspike.app.reproduction.Reproduction}.
 */
package org.spinspike.app.reproduction;
