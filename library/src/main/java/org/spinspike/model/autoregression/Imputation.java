package org.spinspike.model.autoregression;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.spinspike.math.Chunks;
import org.spinspike.math.RunningMean;
import org.spinspike.math.Seed;
import org.spinspike.math.special.Logistic;
import org.spinspike.model.SimulatedConditionals.Imputed;
import org.spinspike.spikes.SpikeTrains;

/**
 * Unobserved entries given all observed ones, by Gibbs sampling of the law that complete trials are drawn from.
 *
 * <pre>logit p(s_j(t) = 1 | all others) = u_j(t) + sum over what it acts on of ln P(s_i(t') | s_j(t) = 1) - ln P(s_i(t') | s_j(t) = 0)</pre>
 *
 * {@link #CHAINS} chains begin with what the law draws forward from the observed past, go {@link #BURN_IN} times over all unobserved entries of the trial, and then on. What is averaged is the probability
 * with which an entry was drawn, not the draw (Rao-Blackwell); the standard error is that between chains, which holds however slowly each of them forgets, but does not see what all of them have in common: where
 * couplings are so strong that no chain leaves the state it began in, it is too small. A bin that nobody saw follows the bin before it like any other; only the first of a trial stands alone.
 *
 * <p>Cost: trials x (draws + chains x burn-in) x unobserved entries x lags x N logistic terms; a running sum makes that all later bins in the place of lags.
 * Source: Geman and Geman, IEEE Trans Pattern Anal 6:721 (1984).
 */
final class Imputation {
    static final int CHAINS = 32, BURN_IN = 10;

    private final Autoregression law;
    private final Weights weights;
    private final SpikeTrains data;
    private final int sweeps, n, bins;
    private final Seed seed;
    private final double[] p, error;

    Imputation(Autoregression law, Weights weights, SpikeTrains data, int draws, Seed seed) {
        this.law = law;
        this.weights = weights;
        this.data = data;
        this.sweeps = Chunks.count(draws, CHAINS);
        this.seed = seed;
        this.n = data.neurons();
        this.bins = data.bins();
        this.p = new double[Math.multiplyExact(Math.multiplyExact(data.trials(), bins), n)];
        this.error = new double[p.length];
    }

    Imputed run() {
        Chunks.forEach(data.trials(), 1, (chunk, k, end) -> trial(k));
        return new Imputed(p, error, sweeps * CHAINS);
    }

    private void trial(int k) {
        int first = k * bins * n, length = data.bins(k) * n;
        Arrays.fill(p, first + length, first + bins * n, Double.NaN);
        Arrays.fill(error, first + length, first + bins * n, Double.NaN);
        for (int e = 0; e < length; e++) p[first + e] = data.fires(k, e / n, e % n) ? 1 : 0;
        int[] hidden = IntStream.range(0, length).filter(e -> !data.observed(k, e / n, e % n)).toArray();
        if (hidden.length == 0) return;
        RunningMean[] means = Stream.generate(RunningMean::new).limit(hidden.length).toArray(RunningMean[]::new);
        for (int c = 0; c < CHAINS; c++) {
            double[] sum = new Chain(k, seed.child(k).child(c).generator()).run(hidden);
            for (int h = 0; h < hidden.length; h++) means[h].add(sum[h] / sweeps);
        }
        for (int h = 0; h < hidden.length; h++) {
            p[first + hidden[h]] = means[h].value();
            error[first + hidden[h]] = means[h].standardError();
        }
    }

    /** One trial, filled, on its way. */
    private final class Chain {
        private final int length;                         // bins of the trial
        private final boolean alone;                      // whether its first bin stands alone
        private final boolean[] fires;                    // [length, N]
        private final double[] input;                     // u of each entry, from what is filled in now, [length, N]
        private final double[] weight = new double[n];    // of one entry on the neurons of one bin
        private final RandomGenerator random;

        Chain(int k, RandomGenerator random) {
            this.length = data.bins(k);
            this.alone = weights.terms().firstBinStandsAlone();
            this.fires = new boolean[length * n];
            this.input = new double[length * n];
            this.random = random;
            Autoregression.Step step = law.step(data.design());
            step.past.clear();
            for (int t = 0; t < length; t++) {
                step.complete(data, k, t, random);
                for (int i = 0; i < n; i++) {
                    fires[t * n + i] = step.fired(i);
                    input[t * n + i] = step.logit(i);
                }
            }
        }

        /** @return sums over sweeps of the probability each of these entries was drawn with */
        double[] run(int[] hidden) {
            double[] sum = new double[hidden.length];
            for (int sweep = -BURN_IN; sweep < sweeps; sweep++) {
                for (int h = 0; h < hidden.length; h++) {
                    double drawn = visit(hidden[h] / n, hidden[h] % n);
                    if (sweep >= 0) sum[h] += drawn;
                }
            }
            return sum;
        }

        private double visit(int t, int j) {
            int at = t * n + j, last = Math.min(length - 1, weights.terms().runningSum() ? length - 1 : t + weights.terms().lags());
            double odds = input[at];
            for (int later = t; later <= last; later++) {
                if (!acts(t, j, later)) continue;
                for (int i = 0; i < n; i++) {
                    if (weight[i] == 0) continue;
                    double without = input[later * n + i] - (fires[at] ? weight[i] : 0);
                    boolean spike = fires[later * n + i];
                    odds += Logistic.logProbability(spike, without + weight[i]) - Logistic.logProbability(spike, without);
                }
            }
            double probability = Logistic.sigmoid(odds);
            boolean drawn = random.nextDouble() < probability;
            if (drawn == fires[at]) return probability;
            for (int later = t; later <= last; later++)
                if (acts(t, j, later)) for (int i = 0; i < n; i++) input[later * n + i] += drawn ? weight[i] : -weight[i];
            fires[at] = drawn;
            return probability;
        }

        /** Writes what a spike of j in bin t adds to the inputs of a bin. @return whether anything */
        private boolean acts(int t, int j, int later) {
            Terms terms = weights.terms();
            if (later == t) {
                if (!weights.withinBin() || t == 0 && alone) return false;
                for (int i = 0; i < n; i++) weight[i] = weights.sameBin()[j * n + i];
                return true;
            }
            int lag = later - t;
            for (int i = 0; i < n; i++)
                weight[i] = (lag <= terms.lags() ? weights.rows()[terms.lagRow(lag, j) * n + i] : 0) + (terms.runningSum() ? weights.rows()[terms.runningSumRow() * n + i] / Terms.RUNNING_SUM_UNIT : 0);
            return true;
        }
    }
}
