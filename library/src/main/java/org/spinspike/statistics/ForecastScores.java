package org.spinspike.statistics;

import java.util.Arrays;
import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;

/**
 * The numbers of {@link ForecastCalibration} with intervals from resampling whole units: source trials, or blocks of a single one.
 *
 * @param logLoss nats per forecast
 * @param brier   mean (p - s)^2
 * @param auc     chance that a spike had the higher forecast than a silent bin, ties half
 */
public record ForecastScores(Estimate logLoss, Estimate brier, Estimate auc) {

    /** @param p row-major [trials, bins, neurons], NaN where there is no forecast; not modified */
    public static ForecastScores of(double[] p, SpikeTrains data, PairedBootstrap bootstrap) {
        int n = data.neurons(), bins = data.bins(), trials = data.trials();
        Require.length("forecasts", p.length, Math.multiplyExact(Math.multiplyExact(trials, bins), n));
        double[] loss = new double[trials], brier = new double[trials], entries = new double[trials], high = new double[p.length], low = new double[p.length];
        int[] highTrial = new int[p.length], lowTrial = new int[p.length];
        int spikes = 0, silences = 0;
        for (int k = 0; k < trials; k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0; i < n; i++) {
                    double q = p[(k * bins + t) * n + i];
                    if (Double.isNaN(q) || !data.observed(k, t, i)) continue;
                    boolean spike = data.fires(k, t, i);
                    entries[k]++;
                    brier[k] += spike ? (1 - q) * (1 - q) : q * q;
                    loss[k] -= spike ? Math.log(q) : Math.log1p(-q);
                    if (spike) {
                        high[spikes] = q;
                        highTrial[spikes++] = k;
                    } else {
                        low[silences] = q;
                        lowTrial[silences++] = k;
                    }
                }
        return new ForecastScores(bootstrap.ratio(loss, entries), bootstrap.ratio(brier, entries), AreaUnderRoc.of(bootstrap, Arrays.copyOf(high, spikes), Arrays.copyOf(highTrial, spikes),
                Arrays.copyOf(low, silences), Arrays.copyOf(lowTrial, silences), trials));
    }
}
