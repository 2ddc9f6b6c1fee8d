/**
 * The asymmetric kinetic Ising network: N neurons as spins -1 (silent) and +1 (spike), all updated together, each by its own field and by what every
 * neuron did one bin before. {@link org.spinspike.ising.IsingNetwork} is the network, {@link org.spinspike.ising.SpinMoments} what simulation
 * ({@link org.spinspike.ising.MonteCarlo}), enumeration ({@link org.spinspike.ising.Enumeration}) and every mean field say of one bin.
 * Start reading at {@link org.spinspike.ising.IsingNetwork}.
 */
package org.spinspike.ising;
