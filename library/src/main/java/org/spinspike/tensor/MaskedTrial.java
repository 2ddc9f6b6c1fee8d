package org.spinspike.tensor;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.spinspike.spikes.SpikeTrains;

/**
 * One trial of which not everything was observed, exactly.
 *
 * <pre>
 * rho_(l+1)  = sum over s allowed of A[s]' rho_l A[s]       what was seen so far; tr rho is its probability
 * sigma_l    = sum over s allowed of A[s] sigma_(l+1) A[s]' what will be seen
 * p(s_l = 1 | all that was observed) = tr(A[1]' rho_l A[1] sigma_(l+1)) / the same summed over both bits
 * </pre>
 *
 * Both are rescaled at every site; only ratios enter. Cost 8 L D^3 flops a pass; the backward pass keeps L D^2 doubles.
 */
final class MaskedTrial {
    private final Mps mps;
    private final int neurons, sites;                    // sites of this trial
    private final byte[] bits;                           // 0, 1 or HIDDEN
    private final double[] work, next;
    private double[] rho = {1};

    MaskedTrial(Mps mps, int neurons, SpikeTrains data, int k) {
        this(mps, neurons, states(data, k, data.bins(k)));
    }

    /** @param bits a trial as {@link #states} gives it */
    MaskedTrial(Mps mps, int neurons, byte[] bits) {
        this.mps = mps;
        this.neurons = neurons;
        this.sites = bits.length;
        this.bits = bits;
        int d = mps.largestBond();
        this.work = new double[2 * d * d];
        this.next = new double[d * d];
    }

    /** @return bits of trial k over so many bins, HIDDEN where nobody looked or the trial had ended */
    static byte[] states(SpikeTrains data, int k, int bins) {
        int n = data.neurons();
        byte[] out = new byte[bins * n];
        for (int t = 0; t < bins; t++)
            if (unseen(data, k, t)) Arrays.fill(out, t * n, (t + 1) * n, Densities.HIDDEN);
            else for (int i = 0; i < n; i++) out[t * n + i] = !data.observed(k, t, i) ? Densities.HIDDEN : data.fires(k, t, i) ? (byte) 1 : 0;
        return out;
    }

    private static boolean unseen(SpikeTrains data, int k, int t) {
        if (t >= data.bins(k)) return true;
        for (int w = 0; w < data.wordsPerBin(); w++) if (data.observedWord(k, t, w) != 0) return false;
        return true;
    }

    /**
     * Adds ln p(observed part of bin t | observed part of the bins before) to {@code out[at + t]}.
     *
     * @param from   site before which nothing was seen; 0 is always right
     * @param before the density there, {@link #hidden}. Not modified.
     */
    void logProbabilityByBin(double[] out, int at, int from, double[] before) {
        start();
        System.arraycopy(before, 0, rho, 0, before.length);
        int end = sites;
        while (end > from && bits[end - 1] == Densities.HIDDEN) end--;
        for (int l = from; l < end; l++) {
            push(l);
            if (bits[l] != Densities.HIDDEN) out[at + l / neurons] += Math.log(mass);
            if (mass == 0) {                             // impossible: so is whatever follows
                Arrays.fill(out, at + l / neurons, at + sites / neurons, Double.NEGATIVE_INFINITY);
                return;
            }
        }
    }

    /** @return the density left of a site when nothing left of it was seen, trace 1 */
    static double[] hidden(Mps mps, int site) {
        int d = mps.largestBond();
        double[] rho = {1}, work = new double[2 * d * d];
        for (int l = 0; l < site; l++) {
            double[] to = new double[mps.bond(l + 1) * mps.bond(l + 1)];
            Densities.push(mps.entries(l), mps.bond(l), mps.bond(l + 1), Densities.HIDDEN, rho, to, work);
            rho = to;
        }
        return rho;
    }

    void forecast(ForecastOperators operators, double[] p, int at) {
        start();
        int bins = sites / neurons, t = 0;
        for (int now = 0; t < bins; now++) {
            int d = mps.bond(now * neurons);
            double total = Densities.trace(rho, d);
            for (; t < bins && operators.known(t) == now; t++)
                for (int i = 0; i < neurons; i++)
                    p[at + t * neurons + i] = Forecasting.probability(Densities.overlap(rho, operators.of(t), i * d * d, d), total);
            if (t < bins) for (int i = 0; i < neurons; i++) push(now * neurons + i);
        }
    }

    void impute(double[] p, int at) {
        double[][] sigma = backward();
        start();
        double[] one = new double[next.length], both = new double[next.length];
        for (int l = 0; l < sites; l++) {
            p[at + l] = bits[l];
            if (bits[l] == Densities.HIDDEN) {
                int dl = mps.bond(l), dr = mps.bond(l + 1);
                Densities.push(mps.entries(l), dl, dr, (byte) 1, rho, one, work);
                Densities.push(mps.entries(l), dl, dr, Densities.HIDDEN, rho, both, work);
                p[at + l] = Forecasting.probability(Densities.overlap(one, sigma[l + 1], 0, dr), Densities.overlap(both, sigma[l + 1], 0, dr));
            }
            push(l);
        }
    }

    /** @return the bits with each hidden one drawn from the joint law given the observed ones; one random number a hidden bit */
    byte[] complete(RandomGenerator random) {
        double[][] sigma = backward();
        byte[] out = bits.clone();
        double[] v = {1};
        for (int l = 0; l < sites; l++) {
            int dr = mps.bond(l + 1);
            double[] zero = continued(v, l, 0), one = continued(v, l, 1);
            if (out[l] == Densities.HIDDEN) {
                double w0 = form(zero, sigma[l + 1], dr), w1 = form(one, sigma[l + 1], dr);
                out[l] = random.nextDouble() * (w0 + w1) < w1 ? (byte) 1 : 0;
            }
            v = out[l] == 1 ? one : zero;
            double norm = 0;
            for (double c : v) norm += c * c;
            if (norm > 0) for (int b = 0; b < dr; b++) v[b] /= Math.sqrt(norm);
        }
        return out;
    }

    private double[] continued(double[] v, int l, int s) {
        int dr = mps.bond(l + 1);
        double[] core = mps.entries(l), to = new double[dr];
        for (int a = 0; a < mps.bond(l); a++) for (int b = 0; b < dr; b++) to[b] += v[a] * core[(2 * a + s) * dr + b];
        return to;
    }

    private static double form(double[] v, double[] sigma, int d) {
        double sum = 0;
        for (int a = 0; a < d; a++) for (int b = 0; b < d; b++) sum += v[a] * sigma[a * d + b] * v[b];
        return sum;
    }

    private double mass;                                 // share of the probability the last site kept

    private void start() { rho = new double[next.length]; rho[0] = 1; }

    private void push(int l) {
        int dr = mps.bond(l + 1);
        Densities.push(mps.entries(l), mps.bond(l), dr, bits[l], rho, next, work);
        mass = Densities.trace(next, dr);
        double factor = mass > 0 ? 1 / mass : 0;
        for (int e = 0; e < dr * dr; e++) rho[e] = next[e] * factor;
    }

    /** @return sigma at every bond of the trial; past its end everything is summed: the identity */
    private double[][] backward() {
        double[][] sigma = new double[sites + 1][];
        int d = mps.bond(sites);
        sigma[sites] = new double[d * d];
        Densities.identity(sigma[sites], 0, d);
        for (int l = sites - 1; l >= 0; l--) {
            int dl = mps.bond(l), dr = mps.bond(l + 1);
            sigma[l] = new double[dl * dl];
            Densities.pull(mps.entries(l), dl, dr, bits[l], sigma[l + 1], 0, sigma[l], 0, work);
            double trace = Densities.trace(sigma[l], dl);
            if (trace > 0) Densities.scale(sigma[l], 0, dl * dl, 1 / trace);
        }
        return sigma;
    }
}
