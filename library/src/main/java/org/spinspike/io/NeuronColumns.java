package org.spinspike.io;

import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/**
 * Values that stand bin after bin, asked for neuron after neuron: {@value #TOGETHER} neurons are copied out at a time, so that memory is
 * walked along and not across. On 300 neurons x 10^6 bins of uint8 an import takes a third of the time.
 * Memory: {@value #TOGETHER} doubles a bin.
 */
final class NeuronColumns implements BinarisationRule.Values {
    private static final int TOGETHER = 8;

    private final Design design;
    private final int neurons;
    private final BinarisationRule.Values source;
    private final SpikeTrains.Rule seen;
    private final int[] first;                           // bin of each trial in a column
    private final double[][] columns;
    private int from = -1;                               // the first neuron held

    /** @param seen which entries {@code source} may be asked for */
    NeuronColumns(Design design, int neurons, BinarisationRule.Values source, SpikeTrains.Rule seen) {
        this.design = design;
        this.neurons = neurons;
        this.source = source;
        this.seen = seen;
        this.first = new int[design.trials() + 1];
        for (int k = 0; k < design.trials(); k++) first[k + 1] = Math.addExact(first[k], design.bins(k));
        this.columns = new double[Math.min(TOGETHER, neurons)][first[design.trials()]];
    }

    @Override public double at(int k, int t, int i) {
        if (from < 0 || i < from || i >= from + TOGETHER) load(i - i % TOGETHER);
        return columns[i - from][first[k] + t];
    }

    private void load(int neuron) {
        from = neuron;
        for (int k = 0; k < design.trials(); k++)
            for (int t = 0; t < design.bins(k); t++)
                for (int i = from; i < Math.min(neurons, from + TOGETHER); i++)
                    if (seen.fires(k, t, i)) columns[i - from][first[k] + t] = source.at(k, t, i);
    }
}
