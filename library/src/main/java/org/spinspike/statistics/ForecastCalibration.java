package org.spinspike.statistics;

import java.util.Arrays;
import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;

/**
 * Whether events forecast with probability p happen with frequency p, and how well forecasts tell spikes from silence. Observed entries with a
 * forecast only.
 *
 * @param curve     reliability: one row a bin of predicted p in which anything falls, ascending
 * @param entries   forecasts judged
 * @param spikes    spikes among them
 * @param brier     mean (p - s)^2
 * @param logLoss   mean of -[s ln p + (1 - s) ln(1 - p)], nats; infinite where a certain forecast failed
 * @param auc       chance that a spike had the higher forecast than a silent bin, ties half; NaN where one of the two is missing
 * @param aucByNeuron mean over neurons of the same, neurons without spikes or without silence left out
 * @param neuronsLeftOut how many these are
 */
public record ForecastCalibration(java.util.List<Row> curve, long entries, long spikes, double brier, double logLoss, double auc, double aucByNeuron,
                                  int neuronsLeftOut) {
    /** Bins of predicted probability, equally wide. */
    public static final int BINS = 20;

    /**
     * @param predicted mean forecast in the bin
     * @param observed  share of spikes
     * @param low       lower end of the 95 % Wilson interval of {@code observed}
     * @param high      upper end
     * @param entries   forecasts in the bin
     */
    public record Row(double predicted, double observed, double low, double high, long entries) {}

    /** @param p row-major [trials, bins, neurons], NaN where there is no forecast; not modified */
    public static ForecastCalibration of(double[] p, SpikeTrains data) {
        int n = data.neurons(), bins = data.bins();
        Require.length("forecasts", p.length, Math.multiplyExact(Math.multiplyExact(data.trials(), bins), n));
        double[] sum = new double[BINS];
        long[] count = new long[BINS], ones = new long[BINS];
        double brier = 0, loss = 0;
        double[][] fired = new double[n][], silent = new double[n][];
        for (int i = 0; i < n; i++) {
            double[] yes = new double[data.trials() * bins], no = new double[yes.length];
            int ups = 0, downs = 0;
            for (int k = 0; k < data.trials(); k++)
                for (int t = 0; t < data.bins(k); t++) {
                    double q = p[(k * bins + t) * n + i];
                    if (Double.isNaN(q) || !data.observed(k, t, i)) continue;
                    Require.between("a forecast", q, 0, 1);
                    boolean spike = data.fires(k, t, i);
                    int bin = Math.min(BINS - 1, (int) (q * BINS));
                    sum[bin] += q;
                    count[bin]++;
                    if (spike) {
                        ones[bin]++;
                        yes[ups++] = q;
                    } else no[downs++] = q;
                    brier += spike ? (1 - q) * (1 - q) : q * q;
                    loss -= spike ? Math.log(q) : Math.log1p(-q);
                }
            fired[i] = Arrays.copyOf(yes, ups);
            silent[i] = Arrays.copyOf(no, downs);
        }
        long entries = Arrays.stream(count).sum(), spikes = Arrays.stream(ones).sum();
        double[] aucs = new double[n];
        Arrays.setAll(aucs, i -> auc(fired[i], silent[i]));
        var curve = new java.util.ArrayList<Row>();
        for (int b = 0; b < BINS; b++) if (count[b] > 0) curve.add(row(sum[b], ones[b], count[b]));
        return new ForecastCalibration(java.util.List.copyOf(curve), entries, spikes, brier / entries, loss / entries, auc(all(fired), all(silent)),
                Arrays.stream(aucs).filter(a -> !Double.isNaN(a)).average().orElse(Double.NaN), (int) Arrays.stream(aucs).filter(Double::isNaN).count());
    }

    private static Row row(double sum, long ones, long m) {
        Interval wilson = Interval.wilson(ones, m);
        return new Row(sum / m, (double) ones / m, wilson.low(), wilson.high(), m);
    }

    /** Mann-Whitney with mid-ranks: mean over (spike, silence) of 1, 1/2 or 0. Modified: both are sorted. */
    static double auc(double[] spikes, double[] silence) {
        if (spikes.length == 0 || silence.length == 0) return Double.NaN;
        Arrays.sort(spikes);
        Arrays.sort(silence);
        double sum = 0;
        int below = 0, upTo = 0;                          // silent bins with a forecast below, and up to, the spike's
        for (double q : spikes) {
            while (below < silence.length && silence[below] < q) below++;
            while (upTo < silence.length && silence[upTo] <= q) upTo++;
            sum += below + (upTo - below) / 2.0;
        }
        return sum / spikes.length / silence.length;
    }

    private static double[] all(double[][] parts) { return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray(); }
}
