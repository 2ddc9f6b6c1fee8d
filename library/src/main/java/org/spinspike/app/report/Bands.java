package org.spinspike.app.report;

import java.util.Arrays;
import org.spinspike.app.report.figure.Curve;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.Interval;
import org.spinspike.statistics.PairedBootstrap;

/** Curves with 95 % intervals, for a recording and for samples alike: counts and lags by bootstrap over trials, rates over time by Wilson. */
final class Bands {
    private static final int RESAMPLES = 1000;

    private Bands() {}

    /** P(k neurons active in a bin), k = 0..N, over completely observed bins. */
    static Curve populationCount(SpikeTrains data, String label, int model, Seed seed) {
        int n = data.neurons();
        double[][] hits = new double[n + 1][data.trials()];
        double[] bins = new double[data.trials()];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++) {
                if (!complete(data, k, t)) continue;
                hits[data.population(k, t)][k]++;
                bins[k]++;
            }
        double[][] same = new double[n + 1][];
        Arrays.fill(same, bins);
        return ratios(data, label, model, hits, same, seed);
    }

    /** P(spike l bins after a spike of the same neuron), l = 1..lags, pooled over neurons, within trials. */
    static Curve autocorrelogram(SpikeTrains data, int lags, String label, int model, Seed seed) {
        double[][] both = new double[lags][data.trials()], first = new double[lags][data.trials()];
        for (int k = 0; k < data.trials(); k++)
            for (int l = 1; l <= lags; l++)
                for (int t = 0; t + l < data.bins(k); t++)
                    for (int w = 0; w < data.wordsPerBin(); w++) {
                        first[l - 1][k] += Long.bitCount(data.word(k, t, w) & data.observedWord(k, t + l, w));
                        both[l - 1][k] += Long.bitCount(data.word(k, t, w) & data.word(k, t + l, w));
                    }
        return ratios(data, label, model, both, first, seed);
    }

    /** Rates of one neuron by the clock of the trials, spikes (events) per second, {@code merge} bins in one point. */
    static Curve rateOverTime(SpikeTrains data, int i, int merge, String label, int model) {
        int points = (data.design().clockBins() + merge - 1) / merge;
        long[] hits = new long[points], seen = new long[points];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++) {
                if (!data.observed(k, t, i)) continue;
                int c = data.design().clock(k, t) / merge;
                seen[c]++;
                if (data.fires(k, t, i)) hits[c]++;
            }
        double[] y = new double[points], low = y.clone(), high = y.clone();
        double perSecond = 1 / data.design().binSeconds();
        for (int c = 0; c < points; c++) {
            Interval wilson = Interval.wilson(hits[c], seen[c]);
            y[c] = hits[c] * perSecond / seen[c];         // NaN where nothing was seen
            low[c] = wilson.low() * perSecond;
            high[c] = wilson.high() * perSecond;
        }
        return new Curve(label, model, y, low, high);
    }

    /** @return bins in one point: more points than a panel has room for are a fringe, not a line */
    static int merge(SpikeTrains data, int panels) {
        int most = Math.max(80, 320 / Math.max(1, panels));
        return (data.design().clockBins() + most - 1) / most;
    }

    private static Curve ratios(SpikeTrains data, String label, int model, double[][] above, double[][] below, Seed seed) {
        Units units = Units.of(data.design());
        double[] y = new double[above.length], low = y.clone(), high = y.clone();
        PairedBootstrap bootstrap = units.count() < 2 ? null : PairedBootstrap.of(units, RESAMPLES, seed);
        for (int n = 0; n < y.length; n++) {
            double sum = Arrays.stream(above[n]).sum();
            y[n] = sum / Arrays.stream(below[n]).sum();
            low[n] = high[n] = Double.NaN;
            if (bootstrap == null || !(y[n] > 0)) continue;   // a share of nothing has no bootstrap interval
            Estimate estimate = bootstrap.ratio(above[n], below[n]);
            low[n] = estimate.ninetyFive().low();
            high[n] = estimate.ninetyFive().high();
        }
        return new Curve(label, model, y, low, high);
    }

    private static boolean complete(SpikeTrains data, int k, int t) {
        if (data.fullyObserved()) return true;
        for (int i = 0; i < data.neurons(); i++) if (!data.observed(k, t, i)) return false;
        return true;
    }
}
