package org.spinspike.tensor;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.spinspike.math.Chunks;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.spikes.SpikeTrains;

/**
 * Trials of which not everything was observed, under a {@link TreeMps}, exactly, a block at a time: Gram matrices climb the trees of all trials together
 * ({@link BlockDensities}), density matrices walk the chain trial by trial ({@link CodeDensities}), and what is known from everywhere else descends to the leaves.
 * Each trial has a mask of its own; past its end everything counts as hidden, which changes nothing.
 *
 * <pre>p(s_i = 1 | all that was observed) = F_i[1,1] / (F_i[0,0] + F_i[1,1])</pre>
 *
 * Matrices are rescaled at every node and bin; only ratios and sums of logarithms leave. Cost a trial T (6 N chi^4 + 12 chi D^3) flops for its densities, three to
 * four times as much for imputation and gradient; T (chi^2 + 2 D^2) doubles.
 */
final class MaskedBlock {
    /** Trials worked on at once: the matrices of all nodes of a bin should stay in the cache. */
    static final int TRIALS = 32;

    private final TreeMps net;
    private final NeuronTree tree;
    private final SpikeTrains data;
    private final int[] trials;
    private final int m, bins, code;
    private final byte[][] bits;                         // [trial] -> [bins, neurons]: 0, 1 or HIDDEN
    private final double[][] angles;                     // [trial] -> [its bins, neurons] of the leaves; null where nothing turns them
    private final double[][] gram, density;              // [node] -> [leg, leg, m], of the bin at hand
    private final BlockDensities block;
    private final CodeDensities[] chain;                 // [period]
    private final double[] log, norms;                   // [m]

    MaskedBlock(TreeMps net, LeafDrive drive, SpikeTrains data, int[] trials) {
        this.net = net;
        this.tree = net.tree();
        this.data = data;
        this.trials = trials;
        this.m = trials.length;
        this.bins = Arrays.stream(trials).map(data::bins).max().orElse(0);
        this.code = net.code();
        this.bits = Arrays.stream(trials).mapToObj(k -> MaskedTrial.states(data, k, bins)).toArray(byte[][]::new);
        this.angles = drive.none() ? null : Arrays.stream(trials).mapToObj(k -> drive.angles(data, k)).toArray(double[][]::new);
        this.gram = new double[tree.nodes()][];
        this.density = new double[tree.nodes()][];
        int widest = 0;
        for (int v = 0; v < tree.nodes(); v++) {
            gram[v] = new double[net.leg(v) * net.leg(v) * m];
            density[v] = new double[gram[v].length];
            widest = Math.max(widest, net.leg(v));
        }
        this.block = new BlockDensities(widest, m);
        this.chain = new CodeDensities[net.periods()];
        for (int p = 0; p < chain.length; p++) chain[p] = new CodeDensities(net.core(p), net.bond(p), code, net.bond(p + 1));
        this.log = new double[m];
        this.norms = new double[m];
    }

    @FunctionalInterface interface Action { void run(int chunk, MaskedBlock block); }

    /** Runs the action once for each block of these trials, in any order. */
    static void forEach(TreeMps net, LeafDrive drive, SpikeTrains data, int[] trials, Action action) {
        if (trials.length > 0) Chunks.forEach(trials.length, TRIALS, (c, from, to) -> action.run(c, new MaskedBlock(net, drive, data, Arrays.copyOfRange(trials, from, to))));
    }

    // ---- one bin's trees

    /** Leaves the Gram matrices of all nodes, and in {@code log} ln of what was divided out of the root's. */
    private void climb(int t) {
        for (int i = 0; i < tree.neurons(); i++)
            for (int x = 0; x < m; x++) {
                byte bit = bits[x][t * tree.neurons() + i];
                boolean hidden = bit == Densities.HIDDEN;
                double first = hidden ? 1 : first(x, t, i, bit), second = hidden ? 1 : second(x, t, i, bit);
                gram[i][x] = first * first;
                gram[i][m + x] = gram[i][2 * m + x] = hidden ? 0 : first * second;
                gram[i][3 * m + x] = second * second;
            }
        Arrays.fill(log, 0);
        for (int v = tree.neurons(); v < tree.nodes(); v++) {
            int a = tree.left(v), b = tree.right(v), leg = net.leg(v);
            block.up(net.node(t, v), leg, net.leg(a), net.leg(b), gram[a], gram[b], gram[v]);
            Arrays.fill(norms, 0);
            for (int k = 0; k < leg; k++) for (int x = 0, row = k * (leg + 1) * m; x < m; x++) norms[x] += gram[v][row + x];
            for (int x = 0; x < m; x++) {
                log[x] += Math.log(norms[x]);
                norms[x] = norms[x] > 0 ? 1 / norms[x] : 0;
            }
            for (int e = 0; e < leg * leg; e++) for (int x = 0, row = e * m; x < m; x++) gram[v][row + x] *= norms[x];
        }
    }

    /** Carries {@code density[root]} down to the leaves; needs the Gram matrices of {@link #climb}. */
    private void descend(int t, double factor, double[][] gradient) {
        for (int v = tree.nodes() - 1; v >= tree.neurons(); v--) {
            int a = tree.left(v), b = tree.right(v);
            block.down(net.node(t, v), net.leg(v), net.leg(a), net.leg(b), density[v], gram[a], gram[b], density[a], density[b], factor,
                    gradient == null ? null : gradient[1 + net.period(t) * (tree.inner() + 1) + v - tree.neurons()]);
        }
    }

    private double first(int x, int t, int i, int bit)  { return angles == null ? 1 - bit : LeafDrive.first(angles[x][t * tree.neurons() + i], bit); }

    private double second(int x, int t, int i, int bit) { return angles == null ? bit : LeafDrive.second(angles[x][t * tree.neurons() + i], bit); }

    /** @return u' F u with u the leaf of a spike */
    private double firing(int x, int t, int i, double f00, double f01, double f11) {
        return angles == null ? f11 : LeafDrive.firing(f00, f01, f11, angles[x][t * tree.neurons() + i]);
    }

    private boolean nothingSeen(int t) {
        int n = tree.neurons();
        for (byte[] own : bits) for (int l = t * n; l < (t + 1) * n; l++) if (own[l] != Densities.HIDDEN) return false;
        return true;
    }

    // ---- the chain

    /** @param code [bin] -> [m][code, code]: the roots' Gram matrices; @param log [bin] -> [m] */
    private record Roots(double[][][] code, double[][] log) {}

    private Roots roots() {
        var roots = new Roots(new double[bins][m][code * code], new double[bins][]);
        for (int t = 0; t < bins; t++) {
            boolean hidden = nothingSeen(t);             // isometries of the identity: the identity
            if (!hidden) climb(t);
            roots.log[t] = hidden ? new double[m] : log.clone();
            for (int x = 0; x < m; x++)
                if (hidden) Densities.identity(roots.code[t][x], 0, code);
                else take(gram[tree.root()], x, roots.code[t][x]);
        }
        return roots;
    }

    private void take(double[] from, int x, double[] to) { for (int e = 0; e < to.length; e++) to[e] = from[e * m + x]; }

    private CodeDensities chain(int t) { return chain[net.period(t)]; }

    /** @return [bins + 1] rho of trial x, of trace 1, before each bin; {@code byBin[at + t]} receives ln p(bin | bins before) */
    private double[][] forth(Roots roots, int x, double[] byBin, int at) {
        int own = data.bins(trials[x]), d = net.bond(0);
        double[][] rho = new double[own + 1][];
        rho[0] = new double[d * d];
        for (int a = 0; a < d; a++) for (int b = 0; b < d; b++) rho[0][a * d + b] = net.start()[a] * net.start()[b];
        for (int t = 0; t < own; t++) {
            int dr = net.bond(t + 1);
            rho[t + 1] = new double[dr * dr];
            chain(t).push(rho[t], roots.code[t][x], rho[t + 1]);
            double mass = Densities.trace(rho[t + 1], dr);
            byBin[at + t] = roots.log[t][x] + Math.log(mass);
            if (mass > 0) Densities.scale(rho[t + 1], 0, dr * dr, 1 / mass);
        }
        return rho;
    }

    /** @return [bins + 1] sigma of trial x, of trace 1, behind each bin, what is left on the last bond summed over */
    private double[][] back(Roots roots, int x) {
        int own = data.bins(trials[x]), d = net.bond(own);
        double[][] sigma = new double[own + 1][];
        sigma[own] = new double[d * d];
        Densities.identity(sigma[own], 0, d);
        Densities.scale(sigma[own], 0, d * d, 1. / d);
        for (int t = own - 1; t >= 0; t--) {
            int dl = net.bond(t);
            sigma[t] = new double[dl * dl];
            chain(t).pull(sigma[t + 1], roots.code[t][x], sigma[t]);
            double trace = Densities.trace(sigma[t], dl);
            if (trace > 0) Densities.scale(sigma[t], 0, dl * dl, 1 / trace);
        }
        return sigma;
    }

    /** Leaves what the rest of the trials says of bin t at its root; past the end of a trial nothing. */
    private void root(int t, double[][][] rho, double[][][] sigma) {
        double[] f = new double[code * code];
        for (int x = 0; x < m; x++) {
            if (t < data.bins(trials[x])) chain(t).code(rho[x][t], sigma[x][t + 1], f);
            else Arrays.fill(f, 0);
            for (int e = 0; e < f.length; e++) density[tree.root()][e * m + x] = f[e];
        }
    }

    // ---- what is asked

    /** @return [trial of the block] -> [bins + 1]: the density on the bond before each bin, of trace 1 */
    double[][][] densities() {
        Roots roots = roots();
        double[][][] rho = new double[m][][];
        for (int x = 0; x < m; x++) rho[x] = forth(roots, x, new double[bins], 0);
        return rho;
    }

    /**
     * @param turned operators of what a turned leaf asks for beside them; not looked at where no leaf is turned
     * @param p      [trials, width, neurons]
     */
    void forecast(ForecastOperators operators, ForecastOperators turned, double[] p, int width) {
        int n = tree.neurons();
        double[][][] rho = densities();
        for (int x = 0; x < m; x++)
            for (int t = 0; t < data.bins(trials[x]); t++) {
                int known = operators.known(t), d = net.bond(known), at = (trials[x] * width + t) * n;
                double[] past = rho[x][known];
                double all = Densities.trace(past, d);
                for (int i = 0; i < n; i++) {
                    double fires = Densities.overlap(past, operators.of(t), i * d * d, d);
                    if (angles != null) fires = firing(x, t, i, all - fires, Densities.overlap(past, turned.of(t), i * d * d, d), fires);
                    p[at + i] = Forecasting.probability(fires, all);
                }
            }
    }

    /** @param p [trials, width, neurons]: p(spike | everything that was observed) where it was hidden; where it was seen, the bit */
    void impute(double[] p, int width) {
        Roots roots = roots();
        int n = tree.neurons();
        double[][][] rho = new double[m][][], sigma = new double[m][][];
        for (int x = 0; x < m; x++) {
            rho[x] = forth(roots, x, new double[bins], 0);
            sigma[x] = back(roots, x);
        }
        for (int t = 0; t < bins; t++) {
            climb(t);
            root(t, rho, sigma);
            descend(t, 0, null);
            for (int x = 0; x < m; x++)
                for (int i = 0; i < n && t < data.bins(trials[x]); i++) {
                    byte bit = bits[x][t * n + i];
                    double[] f = density[i];
                    p[(trials[x] * width + t) * n + i] = bit == Densities.HIDDEN ? Forecasting.probability(firing(x, t, i, f[x], f[m + x], f[3 * m + x]), f[x] + f[3 * m + x]) : bit;
                }
        }
    }

    /**
     * @param factor   times d ln p is added
     * @param gradient as {@link TreeMps#isometries}. Modified.
     * @param byAngle  [trial of the block] -> [bins, neurons]: the same of the leaves' angles, or null. Modified.
     * @return the sum of -ln p of what was observed
     */
    double gradient(double factor, double[][] gradient, double[][] byAngle) {
        Roots roots = roots();
        double nats = 0;
        double[][][] rho = new double[m][][], sigma = new double[m][][];
        int inner = tree.inner(), d = net.bond(0);
        double[] f = new double[code * code];
        for (int x = 0; x < m; x++) {
            double[] byBin = new double[bins];
            rho[x] = forth(roots, x, byBin, 0);
            sigma[x] = back(roots, x);
            for (double l : byBin) nats -= l;
            for (int t = 0; t < data.bins(trials[x]); t++) {
                chain(t).code(rho[x][t], sigma[x][t + 1], f);
                chain(t).gradient(rho[x][t], roots.code[t][x], sigma[x][t + 1], factor / Densities.overlap(f, roots.code[t][x], 0, code), gradient[1 + net.period(t) * (inner + 1) + inner]);
            }
            double z = 0;
            for (int a = 0; a < d; a++) for (int b = 0; b < d; b++) z += net.start()[a] * sigma[x][0][a * d + b] * net.start()[b];
            for (int a = 0; a < d; a++) for (int b = 0; b < d; b++) gradient[0][a] += factor * sigma[x][0][a * d + b] * net.start()[b] / z;
        }
        for (int t = 0; t < bins; t++) {
            climb(t);
            root(t, rho, sigma);
            descend(t, factor, gradient);
            if (byAngle != null)
                for (int x = 0; x < m; x++) for (int i = 0; i < tree.neurons() && t < data.bins(trials[x]); i++) byAngle[x][t * tree.neurons() + i] += factor * turn(x, t, i);
        }
        return nats;
    }

    /** @return half of d ln p / d theta of leaf i; 0 where it was hidden */
    private double turn(int x, int t, int i) {
        byte bit = bits[x][t * tree.neurons() + i];
        if (bit == Densities.HIDDEN) return 0;
        double[] f = density[i];
        double u0 = first(x, t, i, bit), u1 = second(x, t, i, bit), fu0 = f[x] * u0 + f[m + x] * u1, fu1 = f[2 * m + x] * u0 + f[3 * m + x] * u1;
        return (u1 * fu0 - u0 * fu1) / (u0 * fu0 + u1 * fu1);
    }

    // ---- drawing what is hidden

    /**
     * @param random of each trial of the block; one number a hidden bit, in the order of the tree's leaves
     * @return [trial of the block] -> its bits with each hidden one drawn from the joint law given the observed ones
     */
    byte[][] complete(RandomGenerator[] random) {
        Roots roots = roots();
        double[][][] sigma = new double[m][][];
        double[][] v = new double[m][];
        byte[][] out = new byte[m][];
        for (int x = 0; x < m; x++) {
            sigma[x] = back(roots, x);
            v[x] = net.start();
            out[x] = Arrays.copyOf(bits[x], data.bins(trials[x]) * tree.neurons());
        }
        for (int t = 0; t < bins; t++) {
            climb(t);
            int dl = net.bond(t), dr = net.bond(t + 1);
            for (int x = 0; x < m; x++) {
                if (t >= data.bins(trials[x])) continue;
                double[] opened = Gemm.product(v[x], net.core(t), 1, dl, code * dr), f = new double[code * code];              // [code, D_r]
                Gemm.nt(code, code, dr, Gemm.product(opened, sigma[x][t + 1], code, dr, dr), 0, dr, opened, 0, dr, 0, f, 0, code);
                v[x] = normalised(Gemm.product(draw(x, t, tree.root(), f, out[x], random[x]), opened, 1, code, dr));
            }
        }
        return out;
    }

    /** @return the vector of node v of trial x given what has been drawn below it, of norm 1 */
    private double[] draw(int x, int t, int v, double[] f, byte[] out, RandomGenerator random) {
        if (tree.leaf(v)) {
            int l = t * tree.neurons() + v;
            if (out[l] == Densities.HIDDEN) out[l] = random.nextDouble() * (f[0] + f[3]) < firing(x, t, v, f[0], f[1], f[3]) ? (byte) 1 : 0;
            return new double[] {first(x, t, v, out[l]), second(x, t, v, out[l])};
        }
        int a = tree.left(v), b = tree.right(v), leg = net.leg(v), la = net.leg(a), lb = net.leg(b);
        double[] node = net.node(t, v), fa = new double[la * la], fb = new double[lb * lb], open = new double[leg * lb], gb = new double[lb * lb];
        take(gram[b], x, gb);
        TreeDensities.down(node, leg, la, lb, f, null, gb, fa, null, new double[node.length]);
        double[] ua = draw(x, t, a, fa, out, random);
        for (int k = 0; k < leg; k++) for (int i = 0; i < la; i++) for (int j = 0; j < lb; j++) open[k * lb + j] += ua[i] * node[(k * la + i) * lb + j];
        Gemm.tn(lb, lb, leg, open, 0, lb, Gemm.product(f, open, leg, leg, lb), 0, lb, 0, fb, 0, lb);
        return normalised(Gemm.product(open, draw(x, t, b, fb, out, random), leg, lb, 1));
    }

    private static double[] normalised(double[] v) {
        double sum = 0;
        for (double c : v) sum += c * c;
        if (sum > 0) for (int a = 0; a < v.length; a++) v[a] /= Math.sqrt(sum);
        return v;
    }
}
