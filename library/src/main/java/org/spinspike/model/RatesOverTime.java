package org.spinspike.model;

import java.util.Arrays;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/**
 * A table of firing probabilities by clock and neuron: the simplest knowledge of the stimulus, and the null that counts.
 *
 * <pre>p[c,i] = (k + 1/2) / (M + 1),   k spikes of neuron i in M observed bins of clock c</pre>
 *
 * A constant table has one row for all clocks, p[i] = k/M; only a neuron that never or always fired takes the smoothed value there.
 *
 * @param clockBins rows of the table; 1 for a constant one
 * @param neurons   columns
 * @param p         row-major [clockBins, neurons], each strictly between 0 and 1. Not copied.
 */
public record RatesOverTime(int clockBins, int neurons, double[] p) {
    public RatesOverTime {
        Require.length("rates", p, clockBins * neurons);
        for (double rate : p) Require.that(rate > 0 && rate < 1, "a firing probability must lie strictly between 0 and 1, got " + rate);
    }

    /** @return why trials that share no clock have no table, in words for the user */
    public static String noClock(Design design) {
        return "--per-bin needs at least two trials that share one clock, " + (design.trials() == 1 ? "there is one " + design.word() : "these are windows of a single trial");
    }

    /** One rate a neuron. */
    public static RatesOverTime constant(SpikeTrains data) {
        int n = data.neurons();
        double[] p = new double[n];
        long[][] counts = counts(data, 1);
        for (int i = 0; i < n; i++) {
            long k = counts[0][i], m = counts[1][i];
            p[i] = k == 0 || k == m ? smoothed(k, m) : (double) k / m;
        }
        return new RatesOverTime(1, n, p);
    }

    /** @return (k + 1/2) / (M + 1) of each neuron, all bins pooled: never 0 or 1, for what a training begins with */
    public static double[] smoothed(SpikeTrains data) {
        long[][] counts = counts(data, 1);
        double[] p = new double[data.neurons()];
        Arrays.setAll(p, i -> smoothed(counts[0][i], counts[1][i]));
        return p;
    }

    private static double smoothed(long k, long m) { return (k + .5) / (m + 1); }

    /** One rate a neuron and clock bin. A bin never observed takes 1/2 of nothing: (0 + 1/2) / (0 + 1). */
    public static RatesOverTime perBin(SpikeTrains data) {
        int clock = data.design().clockBins(), n = data.neurons();
        long[][] counts = counts(data, clock);
        double[] p = new double[clock * n];
        for (int c = 0; c < p.length; c++) p[c] = smoothed(counts[0][c], counts[1][c]);
        return new RatesOverTime(clock, n, p);
    }

    /** @return spikes and observed bins, each [rows, neurons]; rows 1 pools all clocks */
    private static long[][] counts(SpikeTrains data, int rows) {
        int n = data.neurons();
        long[] spikes = new long[rows * n], seen = new long[rows * n];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++) {
                int row = rows == 1 ? 0 : data.design().clock(k, t) * n;
                for (int i = 0; i < n; i++) {
                    if (!data.observed(k, t, i)) continue;
                    seen[row + i]++;
                    if (data.fires(k, t, i)) spikes[row + i]++;
                }
            }
        return new long[][] {spikes, seen};
    }

    public boolean isConstant() { return clockBins == 1; }

    /** @return whether every bin of the design has its rate here */
    public boolean covers(Design design) { return isConstant() || design.clockBins() <= clockBins; }

    /** @return p of neuron i at this clock; beyond the table's end the message says how long it is */
    public double at(int clock, int i) {
        if (clockBins == 1) return p[i];
        if (clock >= clockBins) throw new IllegalArgumentException("rates over time are known for " + clockBins + " bins of a trial, bin " + clock + " was asked for: choose --bins 0:" + clockBins
                + " or learn from longer trials");
        return p[clock * neurons + i];
    }

    /** @return row-major [trials, neurons]: ln p of what each neuron did in each trial, observed bins only, nats */
    public double[] logProbabilityByNeuron(SpikeTrains data) {
        Require.length("neurons of the data", data.neurons(), neurons);
        double[] out = new double[data.trials() * neurons];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0; i < neurons; i++) out[k * neurons + i] += logProbability(data, k, t, i);
        return out;
    }

    /** @return [trials]: ln p of each trial, observed bins only, nats */
    public double[] logProbability(SpikeTrains data) {
        double[] byNeuron = logProbabilityByNeuron(data), out = new double[data.trials()];
        for (int e = 0; e < byNeuron.length; e++) out[e / neurons] += byNeuron[e];
        return out;
    }

    /** @return row-major [trials, bins]: ln p of each bin, nats */
    public double[] logProbabilityByBin(SpikeTrains data) {
        Require.length("neurons of the data", data.neurons(), neurons);
        double[] out = new double[data.trials() * data.bins()];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0; i < neurons; i++) out[k * data.bins() + t] += logProbability(data, k, t, i);
        return out;
    }

    private double logProbability(SpikeTrains data, int k, int t, int i) {
        if (!data.observed(k, t, i)) return 0;
        double rate = at(data.design().clock(k, t), i);
        return data.fires(k, t, i) ? Math.log(rate) : Math.log1p(-rate);
    }

    public NamedArrays arrays() { return new NamedArrays().put("p", p, clockBins, neurons); }

    public static RatesOverTime restore(NamedArrays arrays) {
        int[] shape = arrays.get("p").shape();
        Require.that(shape.length == 2, "p must have shape [bins, neurons], got " + Arrays.toString(shape));
        return new RatesOverTime(shape[0], shape[1], arrays.get("p").doubles());
    }
}
