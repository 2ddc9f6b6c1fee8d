/**
 * Born machines: p(S) = |psi(S)|^2 with psi a tensor network without loops, so that likelihood, conditionals, forecasts and samples are exact.
 * {@link org.spinspike.tensor.Mps} is the chain itself, {@link org.spinspike.tensor.MpsModel} what it says about spikes,
 * {@link org.spinspike.tensor.MpsTrainer} how it learns; {@link org.spinspike.tensor.TiedMps} is the chain with one set of cores for all bins, {@link org.spinspike.tensor.TreeMps}
 * the tree over neurons times a chain over bins, {@link org.spinspike.tensor.LeafDrive} what clock and past do to its leaves. Start reading at {@link org.spinspike.tensor.MpsModel}.
 */
package org.spinspike.tensor;
