package org.spinspike.tensor;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.spinspike.math.Seed;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.model.Likelihood;

/**
 * A network whose memory costs something: {@code weight} times the mean Renyi entropy of order 2 of the bonds between bins,
 *
 * <pre>
 * rho_0 = start' start,   rho_(t+1) = sum over what can happen in the bin of M' rho_t M          a core C[a,s,b] after the other: C' (rho x 1) C
 * S_t = -ln tr rho_t^2,   0 where past and future share nothing, at most ln D
 * d S_t / d rho_t = -2 rho_t / tr rho_t^2,   L_t = C L_(t+1) C' + d S_t / d rho_t,   d / d C = 2 rho C L,   d / d start = 2 L_0 start
 * </pre>
 *
 * is added to the mean -ln p of a trial. The gradient is exact. Isometries stand left and right of a bond, so rho is all there is; of a tree the core alone matters. At most
 * {@link #BONDS} bonds are counted: by then rho has all but come to rest. Cost 12 k D^3 flops a core and bin, whatever the number of trials.
 */
final class EntropyPenalty implements Descents.Network {
    private static final int BONDS = 20;

    private final Descents.Network network;
    private final double weight;
    private final int bonds, cores;
    private final IntUnaryOperator place;

    private EntropyPenalty(Descents.Network network, double weight, int bins, int cores, IntUnaryOperator place) {
        this.network = network;
        this.weight = weight;
        this.bonds = Math.min(BONDS, bins - 1);
        this.cores = cores;
        this.place = place;
    }

    /**
     * The network itself where nothing is to be added.
     *
     * @param bins  of the longest trial
     * @param cores of a bin, all bonds of one dimension
     * @param place of the core of each site among the tensors, the start being the first of these
     */
    static Descents.Network on(Descents.Network network, double weight, int bins, int cores, IntUnaryOperator place) {
        return weight == 0 || bins < 2 ? network : new EntropyPenalty(network, weight, bins, cores, place);
    }

    @Override public double[][] mixture(double spread, Seed seed)         { return network.mixture(spread, seed); }
    @Override public double at(double[][] x, double[][] to)               { return network.at(x, to) + add(x, to); }
    @Override public double at(double[][] x, double[][] to, int[] trials) { return network.at(x, to, trials) + add(x, to); }
    @Override public Likelihood model(double[][] x)                       { return network.model(x); }

    /** @return the penalty; its gradient is added to {@code to} */
    private double add(double[][] x, double[][] to) {
        int d = x[0].length, sites = bonds * cores;
        double[][] rho = new double[sites + 1][d * d], spread = new double[sites][];
        Gemm.tn(d, d, 1, x[0], 0, d, x[0], 0, d, 0, rho[0], 0, d);
        for (int l = 0; l < sites; l++) {
            double[] core = x[place.applyAsInt(l)];
            int kd = core.length / d;
            spread[l] = Gemm.product(rho[l], core, d, d, kd);                                    // a [a'] x [a'] (s b) -> a (s b)
            Gemm.tn(d, d, kd, core, 0, d, spread[l], 0, d, 0, rho[l + 1], 0, d);                 // [a s] b x [a s] b' -> b b'
        }
        double sum = 0, factor = weight / bonds;
        double[] adjoint = new double[d * d];
        for (int l = sites; l > 0; l--) {
            if (l % cores == 0) {
                double purity = Arrays.stream(rho[l]).map(r -> r * r).sum();
                sum -= Math.log(purity);
                for (int e = 0; e < adjoint.length; e++) adjoint[e] -= 2 * factor * rho[l][e] / purity;
            }
            int at = place.applyAsInt(l - 1), kd = x[at].length / d;
            double[] gradient = Gemm.product(spread[l - 1], adjoint, kd, d, d);                  // (a s) [b'] x [b'] b
            for (int e = 0; e < gradient.length; e++) to[at][e] += 2 * gradient[e];
            double[] pulled = Gemm.product(x[at], adjoint, kd, d, d), before = new double[d * d];
            Gemm.nt(d, d, kd, pulled, 0, kd, x[at], 0, kd, 0, before, 0, d);                     // a [s b] x a' [s b] -> a a'
            adjoint = before;
        }
        double[] start = Gemm.product(x[0], adjoint, 1, d, d);
        for (int a = 0; a < d; a++) to[0][a] += 2 * start[a];
        return factor * sum;
    }
}
