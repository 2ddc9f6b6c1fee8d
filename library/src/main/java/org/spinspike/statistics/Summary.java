package org.spinspike.statistics;

import org.spinspike.math.Require;
import org.spinspike.spikes.SpikeTrains;

/**
 * The statistics of a {@link Tally}. What is undefined (a correlation with a silent neuron, the interval of a neuron that fired once) is NaN and
 * {@linkplain #undefinedPairs() counted}, never 0. Every array is computed when first asked for; ask from one thread, and do not modify it.
 *
 * <pre>
 * rate         n_i / M_i                                            n spikes in M observed bins
 * covariance   (P_ij - n_i n_j / M) / (M - 1)                       over bins in which both were observed
 * correlation  (M P_ij - n_i n_j) / sqrt((M n_i - n_i^2)(M n_j - n_j^2))
 * noise        (P_ij - sum_c n_i(c) n_j(c) / M(c)) / sum_c (M(c) - 1)   within clock bins c, across trials; unbiased
 * signal       covariance - noise
 * lag          the covariance of i in bin t with j in bin t + l, pairs of bins within trials only
 * </pre>
 *
 * Population count and noise go by complete bins, those in which every neuron was observed. Signal and noise exist where trials are
 * {@linkplain #aligned() aligned}.
 */
public final class Summary {
    private final Tally tally;
    private final Layout at;
    private final int n;
    private final PairMoments pairs;
    private double[] rates, covariance, correlation, noiseCovariance, signalCovariance, noiseCorrelation, signalCorrelation, psthHz;

    public Summary(Tally tally) {
        this.tally = tally;
        this.at = tally.layout;
        this.n = tally.neurons();
        this.pairs = new PairMoments(tally);
    }

    public static Summary of(SpikeTrains data) { return new Summary(Tally.of(data)); }

    public Tally tally()       { return tally; }
    public int neurons()       { return n; }
    public double binSeconds() { return tally.binSeconds; }
    public boolean aligned()   { return tally.aligned(); }

    /** @return firing probability per bin, length N; NaN for a neuron never observed */
    public double[] rates() {
        if (rates != null) return rates;
        rates = new double[n];
        for (int i = 0; i < n; i++) rates[i] = (double) tally.spikes(i) / tally.seen(i);
        return rates;
    }

    public double[] ratesHz() { return scaled(rates(), 1 / binSeconds()); }

    /** @return row-major [N, N] covariance within a bin, spikes^2 */
    public double[] covariance() { return covariance != null ? covariance : (covariance = pairs.covariance()); }

    /** @return row-major [N, N] Pearson correlation within a bin; NaN where one of the two is constant */
    public double[] correlation() { return correlation != null ? correlation : (correlation = pairs.correlation()); }

    /** @return row-major [N, N], see the class; NaN where no clock bin was seen twice */
    public double[] noiseCovariance() {
        needClock();
        return noiseCovariance != null ? noiseCovariance : (noiseCovariance = pairs.noise());
    }

    /** @return row-major [N, N]: covariance minus its noise part */
    public double[] signalCovariance() {
        if (signalCovariance != null) return signalCovariance;
        double[] noise = noiseCovariance(), total = covariance();
        signalCovariance = new double[n * n];
        for (int x = 0; x < n * n; x++) signalCovariance[x] = total[x] - noise[x];
        return signalCovariance;
    }

    /** @return row-major [N, N]: noise covariance over the square root of both noise variances */
    public double[] noiseCorrelation() {
        return noiseCorrelation != null ? noiseCorrelation : (noiseCorrelation = normalised(noiseCovariance(), noiseCovariance()));
    }

    /**
     * The part of the correlation that rates over time explain.
     *
     * @return row-major [N, N]: signal covariance over the square root of both <em>total</em> variances. The unbiased signal variance of a
     *         weakly driven neuron may fall below zero, so it is no safe divisor.
     */
    public double[] signalCorrelation() {
        return signalCorrelation != null ? signalCorrelation : (signalCorrelation = normalised(signalCovariance(), covariance()));
    }

    /** @return pairs i &lt; j whose correlation is undefined */
    public int undefinedPairs() {
        double[] r = correlation();
        int count = 0;
        for (int i = 0; i < n; i++) for (int j = i + 1; j < n; j++) if (Double.isNaN(r[i * n + j])) count++;
        return count;
    }

    /** @return P(K = k) of the number of active neurons in a bin, k = 0..N; NaN where no bin was complete */
    public double[] populationCount() {
        double[] p = new double[n + 1];
        for (int k = 0; k <= n; k++) p[k] = (double) tally.counts[at.population() + k] / tally.completeBins();
        return p;
    }

    /** @return the same with half a bin added to each k: (count + 1/2) / (bins + (N + 1) / 2), never 0 */
    public double[] smoothedPopulationCount() {
        double[] p = new double[n + 1];
        for (int k = 0; k <= n; k++) p[k] = (tally.counts[at.population() + k] + .5) / (tally.completeBins() + (n + 1) / 2.0);
        return p;
    }

    /** @return P(spike in bin t + l | spike in bin t) of the same neuron, l = 1..{@link Tallies#AUTO_LAGS}, pooled over neurons, within trials */
    public double[] autocorrelogram() {
        double[] out = new double[at.autoLags()];
        for (int l = 0; l < out.length; l++) {
            long both = 0, first = 0;
            for (int i = 0; i < n; i++) {
                both += tally.counts[at.autoBoth() + l * n + i];
                first += tally.counts[at.autoFirst() + l * n + i];
            }
            out[l] = (double) both / first;
        }
        return out;
    }

    /** @return pairs of spikes of one neuron l bins apart within a trial, l = 1..{@link Tallies#AUTO_LAGS}, summed over neurons */
    public long[] autocorrelogramCounts() {
        long[] out = new long[at.autoLags()];
        for (int l = 0; l < out.length; l++) for (int i = 0; i < n; i++) out[l] += tally.counts[at.autoBoth() + l * n + i];
        return out;
    }

    /** @return row-major [N, N]: covariance of i in bin t with j in bin t + lag, divisor pairs of bins - 1 */
    public double[] lagCovariance(int lag) {
        return pairs.lagCovariance(Require.inRange("lag", lag, 1, tally.lags()));
    }

    /** @return mean interval between spikes, seconds, length N; NaN where there is none */
    public double[] isiMeanSeconds() {
        double[] out = new double[n];
        for (int i = 0; i < n; i++) out[i] = binSeconds() * tally.counts[at.intervalSum() + i] / tally.counts[at.intervals() + i];
        return out;
    }

    /** @return standard deviation of the intervals (divisor: their number), seconds, length N; NaN where there is none */
    public double[] isiSdSeconds() {
        double[] out = new double[n];
        for (int i = 0; i < n; i++) {
            double m = tally.counts[at.intervals() + i], mean = tally.counts[at.intervalSum() + i] / m;
            out[i] = binSeconds() * Math.sqrt(Math.max(0, tally.counts[at.intervalSquares() + i] / m - mean * mean));
        }
        return out;
    }

    /** @return mean of 2 |a - b| / (a + b) over intervals a, b next to each other (Holt et al. 1996), length N; NaN where there are none */
    public double[] cv2() { return overAdjacent(at.cv2Sum()); }

    /** @return local variation, the mean of 3 (a - b)^2 / (a + b)^2 over the same (Shinomoto et al. 2003): 1 of a Poisson process of any rate that changes slowly */
    public double[] localVariation() { return overAdjacent(at.lvSum()); }

    private double[] overAdjacent(int sum) {
        double[] out = new double[n];
        for (int i = 0; i < n; i++) out[i] = tally.counts[sum + i] / (double) Layout.UNIT / tally.counts[at.adjacent() + i];
        return out;
    }

    /** @return number of intervals, length N */
    public long[] intervals() {
        return java.util.Arrays.copyOfRange(tally.counts, at.intervals(), at.intervals() + n);
    }

    /** @return share of neurons without one interval: what mean and sd of the intervals say nothing about */
    public double withoutInterval() {
        return (double) java.util.Arrays.stream(intervals()).filter(m -> m == 0).count() / n;
    }

    /** @return rows of the table of rates over time */
    public int clockBins() { return needClock().clockBins(); }

    /** @return row-major [clockBins, N] rates over time, Hz; NaN where nothing was observed */
    public double[] psthHz() {
        if (psthHz != null) return psthHz;
        ClockTable table = needClock();
        psthHz = new double[table.spikes().length];
        for (int x = 0; x < psthHz.length; x++) psthHz[x] = table.spikes()[x] / (table.seen()[x] * binSeconds());
        return psthHz;
    }

    /** @return standard error of {@link #psthHz}: sqrt(p (1 - p) / (M - 1)) over the bin width; NaN where M is below 2 */
    public double[] psthErrorHz() {
        ClockTable table = needClock();
        double[] out = new double[table.spikes().length];
        for (int x = 0; x < out.length; x++) {
            double m = table.seen()[x], p = table.spikes()[x] / m;
            out[x] = m < 2 ? Double.NaN : Math.sqrt(p * (1 - p) / (m - 1)) / binSeconds();
        }
        return out;
    }

    /** @return windows of {@link #fano}, bins */
    public static int[] fanoWindows() { return Layout.WINDOWS.clone(); }

    /**
     * Variance (divisor windows - 1) over mean of the spike count in windows lying side by side in the trials. Where rates follow the clock the
     * variance contains that of the signal.
     *
     * @return row-major [windows, N]; NaN where fewer than two windows fit or the neuron is silent
     */
    public double[] fano() {
        double[] out = new double[Layout.WINDOWS.length * n];
        for (int x = 0; x < out.length; x++) {
            double m = tally.counts[at.windows() + x], sum = tally.counts[at.windowSum() + x], squares = tally.counts[at.windowSquares() + x];
            out[x] = m < 2 || sum == 0 ? Double.NaN : (squares - sum * sum / m) / (m - 1) / (sum / m);
        }
        return out;
    }

    /** @return the entries i &lt; j of a square matrix [N, N], row after row */
    public double[] upper(double[] square) {
        double[] out = new double[at.triangle()];
        for (int i = 0, x = 0; i < n; i++) for (int j = i + 1; j < n; j++) out[x++] = square[i * n + j];
        return out;
    }

    private ClockTable needClock() {
        Require.that(aligned(), "rates over time, signal and noise parts need several trials on one clock");
        return tally.clock;
    }

    private double[] normalised(double[] covariance, double[] by) {
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                double vi = by[i * n + i], vj = by[j * n + j];
                out[i * n + j] = vi > 0 && vj > 0 ? covariance[i * n + j] / Math.sqrt(vi * vj) : Double.NaN;
            }
        return out;
    }

    private static double[] scaled(double[] values, double by) {
        double[] out = new double[values.length];
        for (int x = 0; x < out.length; x++) out[x] = values[x] * by;
        return out;
    }
}
