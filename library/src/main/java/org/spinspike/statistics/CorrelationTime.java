package org.spinspike.statistics;

import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;

/**
 * How long the number of active neurons remembers itself, in seconds:
 *
 * <pre>w (1 + 2 sum_(l=1..L) r_l),   r_l = c_l / c_0,   c_l = mean of (K(t) - m) (K(t + l) - m) over pairs of bins of one trial</pre>
 *
 * with w the width of a bin, K the population count, m its mean, and L the last lag before r_l is no longer above 0, at most {@code mostSeconds} or a quarter of the longest trial. Bins without any correlation have
 * one bin; slow drift makes it long. Bins in which somebody was not observed are left out. Cost: bins x L.
 */
public final class CorrelationTime {
    private CorrelationTime() {}

    /** @return NaN where the population count does not vary */
    public static double seconds(SpikeTrains data, double mostSeconds) {
        Require.positive("longest time", mostSeconds);
        double[][] counts = new double[data.trials()][];
        double mean = 0;
        long bins = 0;
        for (int k = 0; k < counts.length; k++) {
            counts[k] = new double[data.bins(k)];
            for (int t = 0; t < counts[k].length; t++) {
                boolean whole = data.fullyObserved();
                if (!whole) {
                    whole = true;
                    for (int i = 0; i < data.neurons() && whole; i++) whole = data.observed(k, t, i);
                }
                counts[k][t] = whole ? data.population(k, t) : Double.NaN;
                if (!whole) continue;
                mean += counts[k][t];
                bins++;
            }
        }
        mean /= bins;
        double width = data.design().binSeconds(), sum = 0, variance = covariance(counts, mean, 0);
        int most = (int) Math.min(data.bins() / 4, mostSeconds / width);
        if (!(variance > 0)) return Double.NaN;
        for (int lag = 1; lag <= most; lag++) {
            double r = covariance(counts, mean, lag) / variance;
            if (!(r > 0)) break;
            sum += r;
        }
        return width * (1 + 2 * sum);
    }

    private static double covariance(double[][] counts, double mean, int lag) {
        double sum = 0;
        long pairs = 0;
        for (double[] trial : counts)
            for (int t = lag; t < trial.length; t++) {
                double product = (trial[t] - mean) * (trial[t - lag] - mean);
                if (Double.isNaN(product)) continue;
                sum += product;
                pairs++;
            }
        return sum / pairs;
    }
}
