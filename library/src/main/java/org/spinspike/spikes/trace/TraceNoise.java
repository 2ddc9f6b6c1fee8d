package org.spinspike.spikes.trace;

import java.util.List;
import org.spinspike.math.Median;

/** What a fluorescence trace says of its own noise and decay. A trace comes as runs: stretches of frames that follow each other and were observed. */
final class TraceNoise {
    /** Longest lag the decay is taken from, frames. */
    static final int LAGS = 10;
    private static final double LARGEST = 1 - 1e-6;

    private TraceNoise() {}

    /**
     * Standard deviation of white noise from differences of neighbouring frames, which a slow signal hardly enters and rare events leave alone:
     *
     * <pre>1.4826 median(|d - median(d)|) / sqrt(2),   d_t = y_t - y_(t-1) within a run</pre>
     *
     * @return 0 where more than half of the differences are equal, or there is none
     */
    static double sd(List<double[]> runs) {
        double[] d = new double[runs.stream().mapToInt(r -> Math.max(0, r.length - 1)).sum()];
        int n = 0;
        for (double[] run : runs) for (int t = 1; t < run.length; t++) d[n++] = run[t] - run[t - 1];
        if (n == 0) return 0;
        return Median.sd(d, Median.of(d)) / Math.sqrt(2);
    }

    /**
     * What is left of the signal a frame later, from the autocovariance R, in which white noise enters lag 0 only:
     *
     * <pre>gamma = sum_(k=2..LAGS) R_k R_(k-1) / sum_(k=2..LAGS) R_(k-1)^2</pre>
     *
     * Slow drift looks like slow decay: a running baseline is to be taken off before. Events in bursts make it longer, too.
     *
     * @return 0 to below 1; 0 where there is no correlation from frame to frame
     */
    static double decay(List<double[]> runs) {
        double[] r = new double[LAGS + 1];
        double mean = 0;
        long frames = 0;
        for (double[] run : runs) {
            for (double v : run) mean += v;
            frames += run.length;
        }
        mean /= Math.max(1, frames);
        for (int k = 1; k <= LAGS; k++) {
            long pairs = 0;
            for (double[] run : runs) {
                for (int t = k; t < run.length; t++) r[k] += (run[t] - mean) * (run[t - k] - mean);
                pairs += Math.max(0, run.length - k);
            }
            r[k] /= Math.max(1, pairs);
        }
        double above = 0, below = 0;
        for (int k = 2; k <= LAGS; k++) {
            above += r[k] * r[k - 1];
            below += r[k - 1] * r[k - 1];
        }
        return below > 0 && r[1] > 0 ? Math.max(0, Math.min(LARGEST, above / below)) : 0;
    }
}
