/**
 * Born machines: p(S) = |psi(S)|^2 with psi a tensor network without loops, so that likelihood, conditionals, forecasts and samples are exact.
 * {@link org.spinspike.tensor.Mps} is the chain itself, {@link org.spinspike.tensor.MpsModel} what it says about spikes,
 * {@link org.spinspike.tensor.MpsTrainer} how it learns. Start reading at {@link org.spinspike.tensor.MpsModel}.
 */
package org.spinspike.tensor;
