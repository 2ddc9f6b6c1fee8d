package org.spinspike.ising.sk;

import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.RunningMean;
import org.spinspike.math.Seed;

/**
 * How long a network remembers what it was: the mean over neurons of s_i(w) s_i(w + d), w being a wait after all spins were up, against the lag d. Of networks whose couplings are
 * independent both ways, and, to compare, of networks with J_ij = J_ji, where a glass freezes: nothing there but that one line of the law is different.
 *
 * @param lags  d, ascending
 * @param mean  over trials, each with couplings of its own
 * @param error standard errors
 */
public record SelfOverlap(int[] lags, double[] mean, double[] error) {
    private static final int CHUNK = 8;

    /** Trial k draws from {@code seed.child(k)}. */
    public static SelfOverlap of(SkEnsemble ensemble, boolean symmetric, int neurons, int wait, int[] lags, int trials, Seed seed) {
        FiniteSize.check(neurons, Math.max(1, wait), trials);
        Require.atLeast("wait", wait, 0);
        for (int l = 0; l < lags.length; l++) Require.atLeast("lag", lags[l], l == 0 ? 0 : lags[l - 1] + 1);
        double[][] overlap = new double[lags.length][trials];
        Chunks.forEach(trials, CHUNK, (chunk, from, to) -> {
            var network = new RandomNetwork(neurons);
            for (int k = from; k < to; k++) {
                var random = seed.child(k).generator();
                network.draw(ensemble, symmetric, random);
                for (int t = 0; t < wait; t++) network.step(random);
                byte[] then = network.spins().clone();
                int lag = 0;
                for (int l = 0; l < lags.length; l++) {
                    for (; lag < lags[l]; lag++) network.step(random);
                    int sum = 0;
                    for (int i = 0; i < neurons; i++) sum += then[i] * network.spins()[i];
                    overlap[l][k] = (double) sum / neurons;
                }
            }
        });
        double[] mean = new double[lags.length], error = new double[lags.length];
        for (int l = 0; l < lags.length; l++) {
            var each = RunningMean.of(overlap[l]);
            mean[l] = each.value();
            error[l] = each.standardError();
        }
        return new SelfOverlap(lags, mean, error);
    }
}
