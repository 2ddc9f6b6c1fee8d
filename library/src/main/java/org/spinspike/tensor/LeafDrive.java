package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.model.RatesOverTime;
import org.spinspike.spikes.SpikeTrains;

/**
 * What clock and past do to each neuron beside the network: a rotation of its leaf.
 *
 * <pre>
 * theta_i(t) = a_i(clock) + sum_l sum_j J_l[i,j] s_j(t-l)
 * leaf i:  u_i = (cos theta, -sin theta) where silent, (sin theta, cos theta) where it fires
 * </pre>
 *
 * A rotation keeps the sum over both outcomes the identity, so that the network stays normalised bin by bin whatever the angles are. Of a neuron without
 * company, p(spike) = sin(phi + theta)^2: rates add up as angles, sqrt p = sin of them, and no bond is needed for what the stimulus or the own past says.
 *
 * <p>Angles of the clock alone keep every sum over hidden entries exact. Where the past acts, a hidden entry of it is stood for by the neuron's mean rate: the
 * likelihood covers every observed entry and is normalised over these, but it is that of a prediction with stand-ins. The past before a trial is silent.
 * Our own construction; the angle is the variance-stabilising scale of a probability. Immutable.
 */
final class LeafDrive {
    private final int neurons, clockBins, lags;
    private final double[] weights;                      // a [clock, N], then J [lag, to, from]
    private final double[] meanRates;

    private LeafDrive(int neurons, int clockBins, int lags, double[] weights, double[] meanRates) {
        this.neurons = neurons;
        this.clockBins = clockBins;
        this.lags = lags;
        this.weights = Require.length("weights of the drive", weights, size(neurons, clockBins, lags));
        this.meanRates = Require.length("mean rates", meanRates, neurons);
    }

    /** Values of the past: {@code at(t, j)} is 0, 1 or what stands for it. */
    @FunctionalInterface interface Past { double at(int t, int j); }

    private static int size(int n, int clockBins, int lags) { return Math.addExact(Math.multiplyExact(clockBins, n), Math.multiplyExact(lags, n * n)); }

    /** No angle at all. */
    static LeafDrive none(int neurons) { return new LeafDrive(neurons, 0, 0, new double[0], new double[neurons]); }

    /**
     * All angles zero.
     *
     * @param clockBins bins of the clock that have angles of their own, 0 for none
     * @param lags      bins of the past that act, 0 for none
     * @param meanRates stand for hidden entries of the past. Not copied.
     */
    static LeafDrive still(int neurons, int clockBins, int lags, double[] meanRates) {
        return new LeafDrive(neurons, clockBins, lags, new double[size(neurons, clockBins, lags)], meanRates);
    }

    /** Couplings zero, angles of the clock those at which independent neurons have their rates over time: asin sqrt r_i(clock) - asin sqrt r_i. */
    static LeafDrive ofRates(SpikeTrains data, boolean perBin, int lags) {
        int n = data.neurons();
        double[] mean = RatesOverTime.smoothed(data);
        if (!perBin) return still(n, 0, lags, mean);
        Require.that(data.design().aligned(), RatesOverTime.noClock(data.design()));
        RatesOverTime rates = RatesOverTime.perBin(data);
        LeafDrive still = still(n, rates.clockBins(), lags, mean);
        for (int e = 0; e < rates.p().length; e++) still.weights[e] = Math.asin(Math.sqrt(rates.p()[e])) - Math.asin(Math.sqrt(mean[e % n]));
        return still;
    }

    LeafDrive with(double[] newWeights) { return new LeafDrive(neurons, clockBins, lags, newWeights, meanRates); }

    boolean none()       { return weights.length == 0; }
    boolean byClock()    { return clockBins > 0; }
    int clockBins()      { return clockBins; }
    int lags()           { return lags; }
    /** Where the couplings begin among the weights. */
    int firstCoupling()  { return clockBins * neurons; }
    /** Angles of the clock [clock, N], then couplings [lag, to, from]. Not to be modified. */
    double[] weights()   { return weights; }

    /** @param to receives the N angles of bin t */
    void angles(int clock, int t, Past past, double[] to) {
        int n = neurons;
        if (clockBins > 0) System.arraycopy(weights, row(clock), to, 0, n);
        else Arrays.fill(to, 0);
        for (int l = 1; l <= Math.min(lags, t); l++)
            for (int j = 0; j < n; j++) {
                double value = past.at(t - l, j);
                if (value != 0) for (int i = 0, at = coupling(l, j); i < n; i++, at += n) to[i] += weights[at] * value;
            }
    }

    /** @param angles gradient with respect to the angles of bin t; @param to the same with respect to the weights is added. Modified. */
    void gradient(int clock, int t, Past past, double[] angles, double[] to) {
        int n = neurons;
        if (clockBins > 0) for (int i = 0, at = row(clock); i < n; i++) to[at + i] += angles[i];
        for (int l = 1; l <= Math.min(lags, t); l++)
            for (int j = 0; j < n; j++) {
                double value = past.at(t - l, j);
                if (value != 0) for (int i = 0, at = coupling(l, j); i < n; i++, at += n) to[at] += angles[i] * value;
            }
    }

    private int row(int clock) {
        if (clock >= clockBins) throw new IllegalArgumentException("this model has learned angles for " + clockBins + " bins of a trial, bin " + clock
                + " was asked for: take no more of them (--bins) or learn from longer trials");
        return clock * neurons;
    }

    /** Where the weight from j to neuron 0 stands; to the next neuron it is N further on. */
    private int coupling(int lag, int j) { return clockBins * neurons + (lag - 1) * neurons * neurons + j; }

    /** The past of trial k, stand-ins where nobody looked. */
    Past past(SpikeTrains data, int k) { return (t, j) -> !data.observed(k, t, j) ? meanRates[j] : data.fires(k, t, j) ? 1 : 0; }

    /** @return [bins, N] angles of trial k */
    double[] angles(SpikeTrains data, int k) {
        double[] out = new double[data.bins(k) * neurons], bin = new double[neurons];
        Past past = past(data, k);
        for (int t = 0; t < data.bins(k); t++) {
            angles(data.design().clock(k, t), t, past, bin);
            System.arraycopy(bin, 0, out, t * neurons, neurons);
        }
        return out;
    }

    /** @param angles [bins, N] gradient with respect to the angles of trial k; @param to the same with respect to the weights is added. Modified. */
    void gradient(SpikeTrains data, int k, double[] angles, double[] to) {
        Past past = past(data, k);
        for (int t = 0; t < data.bins(k); t++) gradient(data.design().clock(k, t), t, past, Arrays.copyOfRange(angles, t * neurons, (t + 1) * neurons), to);
    }

    /** What the angles of a bin of a fully observed trial depend on: where two are equal, so are the angles. */
    long[] context(SpikeTrains data, int k, int t) {
        int words = (neurons + 63) / 64;
        long[] out = new long[(clockBins > 0 ? 1 : 0) + lags * words];
        int at = 0;
        if (clockBins > 0) out[at++] = data.design().clock(k, t);
        for (int l = 1; l <= lags; l++, at += words)
            for (int j = 0; t >= l && j < neurons; j++) if (data.fires(k, t - l, j)) out[at + (j >> 6)] |= 1L << (j & 63);
        return out;
    }

    static double first(double angle, int bit)  { return bit == 1 ? Math.sin(angle) : Math.cos(angle); }

    static double second(double angle, int bit) { return bit == 1 ? Math.cos(angle) : -Math.sin(angle); }

    /** @return u' F u with u the leaf of a spike: its probability, where F has trace 1 */
    static double firing(double f00, double f01, double f11, double angle) {
        double s = Math.sin(angle), c = Math.cos(angle);
        return s * s * f00 + 2 * s * c * f01 + c * c * f11;
    }

    void putInto(NamedArrays arrays) {
        if (none()) return;
        int angles = clockBins * neurons;
        if (clockBins > 0) arrays.put("clock_angles", Arrays.copyOf(weights, angles), clockBins, neurons);
        if (lags > 0) arrays.put("couplings", Arrays.copyOfRange(weights, angles, weights.length), lags, neurons, neurons);
        arrays.put("mean_rates", meanRates.clone(), neurons);
    }

    static LeafDrive restore(NamedArrays arrays, int neurons) {
        double[] angles = arrays.has("clock_angles") ? arrays.get("clock_angles").doubles() : new double[0], couplings = arrays.has("couplings") ? arrays.get("couplings").doubles() : new double[0];
        if (angles.length + couplings.length == 0) return none(neurons);
        double[] weights = Arrays.copyOf(angles, angles.length + couplings.length);
        System.arraycopy(couplings, 0, weights, angles.length, couplings.length);
        return new LeafDrive(neurons, angles.length / neurons, couplings.length / (neurons * neurons), weights, arrays.get("mean_rates").doubles());
    }
}
