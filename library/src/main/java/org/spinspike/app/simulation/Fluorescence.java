package org.spinspike.app.simulation;

import java.util.random.RandomGenerator;
import org.spinspike.math.Require;

/**
 * How spikes look to a microscope. With dt the time of a frame, in units of the peak of one spike:
 *
 * <pre>c(t) = sum over spikes at u &lt;= t of k(t - u),   k(n) = (exp(-(n + 1) dt / tau) - exp(-(n + 1) dt / rise)) / peak,   exp(-n dt / tau) where rise is 0
 * F = 10 + c / (1 + c / saturation) + drift sin(2 pi t / P + phi) + a Q + noise / snr,   Fneu = 5 + Q + noise / (3 snr)
 * Q = sd (g + .3 h):   g shared by all cells, h the cell's own, both Ornstein-Uhlenbeck with variance 1</pre>
 *
 * A frame shows its end, a spike lies at the beginning of its frame. P is drawn from 100 to 300 s, phi from the circle, once a cell.
 *
 * @param rateHz         frames a second
 * @param tau            decay, seconds
 * @param rise           rise, seconds; 0 for none
 * @param snr            peak of a spike over the standard deviation of the noise
 * @param saturation     calcium at which half of the light is lost; 0 for none
 * @param neuropil       share a of the neuropil in a cell's light
 * @param neuropilSd     size of the neuropil
 * @param neuropilTau    its time constant, seconds
 * @param drift          size of the drift
 */
record Fluorescence(double rateHz, double tau, double rise, double snr, double saturation, double neuropil, double neuropilSd, double neuropilTau, double drift) {
    private static final int SLOWEST = 20;
    private static final double BASE = 10, AROUND = 5, OWN = .3, NOISE_AROUND = 1 / 3., SHORTEST = 100, LONGEST = 300;

    Fluorescence {
        Require.positive("rate-hz", rateHz);
        Require.positive("tau", tau);
        Require.that(tau <= SLOWEST, "tau is in seconds and at most " + SLOWEST + ", got " + tau);
        Require.notNegative("rise", rise);
        Require.that(rise < tau, "rise must be below tau, got " + rise + " and " + tau);
        Require.positive("snr", snr);
        Require.notNegative("saturation", saturation);
        Require.notNegative("neuropil", neuropil);
        Require.notNegative("neuropil-sd", neuropilSd);
        Require.positive("neuropil-tau", neuropilTau);
        Require.notNegative("drift", drift);
    }

    /** @return c [frames] of one cell that spikes in these frames */
    double[] calcium(boolean[] spikes) {
        double fall = Math.exp(-1 / (rateHz * tau)), climb = rise == 0 ? 0 : Math.exp(-1 / (rateHz * rise)), peak = peak(fall, climb), slow = 0, fast = 0;
        double[] c = new double[spikes.length];
        for (int t = 0; t < c.length; t++) {
            slow = fall * slow + (spikes[t] ? 1 : 0);
            fast = climb * fast + (spikes[t] ? 1 : 0);
            c[t] = rise == 0 ? slow : Math.max(0, fall * slow - climb * fast) / peak;
        }
        return c;
    }

    /** @return the largest value of the kernel at the ends of frames */
    private static double peak(double fall, double climb) {
        double best = 0, a = fall, b = climb;
        while (a - b > best) {
            best = a - b;
            a *= fall;
            b *= climb;
        }
        return best;
    }

    /** @return g or h [frames] */
    double[] wandering(int frames, RandomGenerator random) {
        double keeps = Math.exp(-1 / (rateHz * neuropilTau)), kicks = Math.sqrt(1 - keeps * keeps);
        double[] g = new double[frames];
        for (int t = 0; t < frames; t++) g[t] = t == 0 ? random.nextGaussian() : keeps * g[t - 1] + kicks * random.nextGaussian();
        return g;
    }

    /**
     * One cell seen.
     *
     * @param calcium  c [frames]
     * @param shared   g [frames]
     * @param f        F of all cells [neurons, frames]; row {@code cell} is written
     * @param around   Fneu, likewise
     */
    void see(double[] calcium, double[] shared, int cell, float[] f, float[] around, RandomGenerator random) {
        int frames = calcium.length;
        double[] own = wandering(frames, random);
        double period = SHORTEST + (LONGEST - SHORTEST) * random.nextDouble(), phase = 2 * Math.PI * random.nextDouble();
        for (int t = 0; t < frames; t++) {
            double q = neuropilSd * (shared[t] + OWN * own[t]), light = saturation == 0 ? calcium[t] : calcium[t] / (1 + calcium[t] / saturation);
            f[cell * frames + t] = (float) (BASE + light + drift * Math.sin(2 * Math.PI * t / (rateHz * period) + phase) + neuropil * q + random.nextGaussian() / snr);
            around[cell * frames + t] = (float) (AROUND + q + NOISE_AROUND * random.nextGaussian() / snr);
        }
    }
}
