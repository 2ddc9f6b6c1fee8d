package org.spinspike.spikes;

/**
 * Zeros and ones with the account of how they came about.
 *
 * @param trains carries the total as its {@link SpikeTrains#binarisation()}
 * @param tally  the same neuron by neuron
 */
public record Binarised(SpikeTrains trains, Tally tally) {}
