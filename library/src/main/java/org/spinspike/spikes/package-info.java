/**
 * The nouns: binarised activity of a population, the design of the experiment it was recorded in, and how it is split.
 * Axis order is always trials, bins, neurons. Start reading at {@link org.spinspike.spikes.SpikeTrains}.
 */
package org.spinspike.spikes;
