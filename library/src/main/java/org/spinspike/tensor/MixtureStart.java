package org.spinspike.tensor;

import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.spinspike.math.Seed;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Lq;
import org.spinspike.math.optim.Stiefel;

/**
 * Where the training of a tied chain starts: D channels in which neuron i fires with probability 1 - (1 - p_i)^f_j, about f_j p_i, with f_j from 1 - .6 spread to
 * 1 + spread, weakly mixed once a bin, with noise that tells channels of equal rates apart; brought to causal form.
 */
final class MixtureStart {
    private static final double SLOWER = .6, FASTER = 1, MIXING = .25;
    /** Relative to the amplitude it disturbs, so that a neuron that hardly fires stays one. */
    private static final double NOISE = .04;
    private static final int BINS_TO_EQUILIBRIUM = 400;
    /** Of a core brought to causal form, over D^3: its time in that of as many flops of products. */
    private static final double CAUSAL_FLOPS = 40;

    private MixtureStart() {}

    /**
     * @param p      rate of each neuron a bin
     * @param spread  of the channels' liveliness: 1 for a third to twice the mean rate, 0 for channels that differ in noise alone
     * @param stopped asked before every core, N {@link #BINS_TO_EQUILIBRIUM} times: whether to end at once, with isometries of these shapes that mean nothing
     */
    static TiedMps of(double[] p, int d, double spread, Seed seed, BooleanSupplier stopped) {
        RandomGenerator random = seed.child("start").generator();
        double[][] cores = new double[p.length][];
        for (int i = 0; i < p.length; i++) {
            double[] core = new double[2 * d * d];
            for (int a = 0; a < d; a++)
                for (int b = 0; b < d; b++) {
                    double share = d == 1 ? .5 : b / (d - 1.), factor = 1 + spread * (share * (SLOWER + FASTER) - SLOWER);
                    double silent = Math.pow(1 - p[i], factor), mix = (a == b ? 1 : 0) + (i == 0 ? MIXING / Math.sqrt(d) : 0);
                    core[2 * a * d + b] = Math.sqrt(silent) * (mix + NOISE * random.nextGaussian());
                    core[(2 * a + 1) * d + b] = Math.sqrt(1 - silent) * (mix + NOISE * random.nextGaussian());
                }
            cores[i] = core;
        }
        double[] start = new double[d];
        for (int a = 0; a < d; a++) start[a] = 1 / Math.sqrt(d) + NOISE * random.nextGaussian();
        return causal(start, cores, d, stopped);
    }

    /** @return what one start costs */
    static double flops(double neurons, double d) { return BINS_TO_EQUILIBRIUM * CAUSAL_FLOPS * neurons * d * d * d; }

    /**
     * The same law in the long run, in causal form, by LQ sweeps from the right over bin after bin, W_i L_(i+1) = L_i Q_i: where L has become the same at both
     * ends of a bin, up to its size, the Q_i are isometries that give the same chain. What a closed end would have said of the last bins is not kept.
     */
    private static TiedMps causal(double[] start, double[][] cores, int d, BooleanSupplier stopped) {
        int n = cores.length;
        double[][] isometries = new double[n + 1][2 * d * d];
        for (int i = 1; i <= n; i++) for (int a = 0; a < d; a++) isometries[i][2 * a * d + a] = 1;      // silence, until there is more
        double[] l = new double[d * d];
        Densities.identity(l, 0, d);
        for (int bin = 0; bin < BINS_TO_EQUILIBRIUM && !stopped.getAsBoolean(); bin++) {
            for (int i = n - 1; i >= 0 && !stopped.getAsBoolean(); i--) {
                Lq lq = Lq.of(Gemm.product(cores[i], l, 2 * d, d, d), d, 2 * d);
                isometries[i + 1] = lq.q();
                l = lq.l();
                Densities.scale(l, 0, d * d, 1 / Densities.trace(l, d));
            }
        }
        isometries[0] = Stiefel.nearest(Gemm.product(start, l, 1, d, d), 1, d);
        return TiedMps.owning(isometries);
    }
}
