/**
 * Statistics of recorded and of sampled spike trains, and how the two are compared: against a floor of equal size, with intervals.
 * Everything is a sum over units (source trials or blocks), so bootstraps, floors and halves are weighted sums of {@link
 * org.spinspike.statistics.Tallies}; it knows nothing of models. Start reading at {@link org.spinspike.statistics.Summary}.
 */
package org.spinspike.statistics;
