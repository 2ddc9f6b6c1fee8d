/**
 * Benchmarks of kinetic Ising networks. Start reading at {@link org.spinspike.ising.MonteCarloBenchmark}.
 */
package org.spinspike.ising;
