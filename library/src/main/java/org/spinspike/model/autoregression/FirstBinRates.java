package org.spinspike.model.autoregression;

import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.SpikeTrains;

/**
 * Rates in bins without a past: the first of every trial, and the first behind a bin in which nobody was observed.
 *
 * <pre>p[i] = (k + 1/2) / (M + 1),   k spikes of neuron i in M such bins where it was observed</pre>
 */
public final class FirstBinRates {
    private FirstBinRates() {}

    public static RatesOverTime of(SpikeTrains data) {
        int n = data.neurons();
        double[] spikes = new double[n], seen = new double[n];
        for (int k = 0; k < data.trials(); k++) {
            boolean past = false;
            for (int t = 0; t < data.bins(k); t++) {
                boolean any = false;
                for (int i = 0; i < n; i++) {
                    if (!data.observed(k, t, i)) continue;
                    any = true;
                    if (past) continue;
                    seen[i]++;
                    if (data.fires(k, t, i)) spikes[i]++;
                }
                past = any;
            }
        }
        double[] p = new double[n];
        for (int i = 0; i < n; i++) p[i] = (spikes[i] + .5) / (seen[i] + 1);
        return new RatesOverTime(1, n, p);
    }
}
