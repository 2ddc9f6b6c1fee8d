package org.spinspike.statistics;

import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;

/**
 * How well events tell where spikes were, neuron by neuron. An event and a spike that are at most {@code tolerance} bins apart make a pair, each of them in one pair at most; pairs are made from the
 * left, the earliest event with the earliest spike it reaches, which gives as many pairs as there can be.
 *
 * @param hits   pairs
 * @param events ones of the events
 * @param spikes ones of the truth
 */
public record EventMatch(long hits, long events, long spikes) {

    /** @throws IllegalArgumentException where the two are not of the same trials, bins and neurons */
    public static EventMatch of(SpikeTrains truth, SpikeTrains events, int tolerance) {
        Require.atLeast("tolerance in bins", tolerance, 0);
        Require.that(truth.trials() == events.trials() && truth.neurons() == events.neurons(), "events and spikes must be of the same trials and neurons, got " + events + " and " + truth);
        long hits = 0;
        for (int k = 0; k < truth.trials(); k++) {
            Require.length("bins of trial " + k, events.bins(k), truth.bins(k));
            for (int i = 0; i < truth.neurons(); i++) {
                int spike = next(truth, k, 0, i), event = next(events, k, 0, i), end = truth.bins(k);
                while (spike < end && event < end) {
                    if (Math.abs(spike - event) <= tolerance) {
                        hits++;
                        spike = next(truth, k, spike + 1, i);
                        event = next(events, k, event + 1, i);
                    } else if (spike < event) spike = next(truth, k, spike + 1, i);
                    else event = next(events, k, event + 1, i);
                }
            }
        }
        return new EventMatch(hits, events.spikes(), truth.spikes());
    }

    private static int next(SpikeTrains trains, int k, int from, int i) {
        int t = from;
        while (t < trains.bins(k) && !trains.fires(k, t, i)) t++;
        return t;
    }

    /** @return share of the events that have a spike */
    public double precision() { return events == 0 ? Double.NaN : (double) hits / events; }

    /** @return share of the spikes that have an event */
    public double recall() { return spikes == 0 ? Double.NaN : (double) hits / spikes; }

    /** @return events for each spike */
    public double ratio() { return spikes == 0 ? Double.NaN : (double) events / spikes; }
}
