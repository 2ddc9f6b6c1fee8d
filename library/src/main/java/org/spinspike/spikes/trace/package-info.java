/**
 * From fluorescence to events: neuropil, running baseline, and the deconvolution of an autoregressive trace. Everything works on the trace of one neuron, before trials are cut,
 * and leaves out what was not observed. Start reading at {@link org.spinspike.spikes.trace.TraceSteps}.
 */
package org.spinspike.spikes.trace;
