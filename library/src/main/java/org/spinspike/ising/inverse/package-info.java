/**
 * The inverse problem: which network made these spikes. By likelihood, by closed forms of a mean field, or by matching the moments of any mean field.
 * Start reading at {@link org.spinspike.ising.inverse.MaximumLikelihood}.
 */
package org.spinspike.ising.inverse;
