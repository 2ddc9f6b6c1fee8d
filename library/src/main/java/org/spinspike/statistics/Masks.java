package org.spinspike.statistics;

import org.spinspike.spikes.SpikeTrains;

/** Samples seen through the mask of the data they are compared with. */
public final class Masks {
    private Masks() {}

    /** {@code sample} with everything hidden that is hidden in {@code data}, trial by trial. */
    public static SpikeTrains of(SpikeTrains data, SpikeTrains sample) {
        if (data.fullyObserved()) return sample;
        var builder = new SpikeTrains.Builder(sample.design(), sample.cells());
        for (int k = 0; k < sample.trials(); k++)
            for (int t = 0; t < sample.bins(k); t++)
                for (int i = 0; i < sample.neurons(); i++) {
                    if (!data.observed(k, t, i) || !sample.observed(k, t, i)) builder.unobserved(k, t, i);
                    else if (sample.fires(k, t, i)) builder.set(k, t, i);
                }
        return builder.build();
    }
}
