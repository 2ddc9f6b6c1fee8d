package org.spinspike.tensor;

import java.util.random.RandomGenerator;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.spikes.SpikeTrains;

/**
 * One trial of which not everything was observed, under a {@link TreeMps}, exactly: Gram matrices climb the tree of every bin ({@link TreeDensities}), density
 * matrices walk the chain ({@link CodeDensities}), and what is known from everywhere else descends to the leaves.
 *
 * <pre>p(s_i = 1 | all that was observed) = F_i[1,1] / (F_i[0,0] + F_i[1,1])</pre>
 *
 * Matrices are rescaled at every node and bin; only ratios and sums of logarithms leave. What {@link MaskedBlock} does for many trials, said plainly for one: its judge.
 */
final class MaskedTree {
    private final TreeMps net;
    private final NeuronTree tree;
    private final int bins, code;
    private final byte[] bits;                           // 0, 1 or HIDDEN
    private final double[] angles;                       // [bins, neurons] of the leaves, or null
    private final double[][] gram, weighed, density;     // [node], of the bin at hand
    private final double[] work;

    MaskedTree(TreeMps net, SpikeTrains data, int k) { this(net, MaskedTrial.states(data, k, data.bins(k)), null); }

    MaskedTree(TreeMps net, LeafDrive drive, SpikeTrains data, int k) { this(net, MaskedTrial.states(data, k, data.bins(k)), drive.none() ? null : drive.angles(data, k)); }

    /** @param bits [bins, neurons], as {@link MaskedTrial#states} gives them; @param angles of the leaves, likewise, or null */
    MaskedTree(TreeMps net, byte[] bits, double[] angles) {
        this.angles = angles;
        this.net = net;
        this.tree = net.tree();
        this.bits = bits;
        this.bins = bits.length / tree.neurons();
        this.code = net.code();
        this.gram = new double[tree.nodes()][];
        this.weighed = new double[tree.nodes()][];
        this.density = new double[tree.nodes()][];
        int widest = 1;
        for (int v = 0; v < tree.nodes(); v++) {
            int leg = net.leg(v), size = tree.leaf(v) ? 0 : leg * net.leg(tree.left(v)) * net.leg(tree.right(v));
            gram[v] = new double[leg * leg];
            density[v] = new double[leg * leg];
            weighed[v] = new double[size];
            widest = Math.max(widest, size);
        }
        this.work = new double[widest];
    }

    // ---- one bin's tree

    /** @return ln of what was divided out of the root's Gram matrix */
    private double climb(int t) {
        if (nothingSeen(t)) {                            // isometries of the identity: the identity
            for (int v = 0; v < tree.nodes(); v++) Densities.identity(gram[v], 0, net.leg(v));
            for (int v = tree.neurons(); v < tree.nodes(); v++) System.arraycopy(net.node(t, v), 0, weighed[v], 0, weighed[v].length);
            return 0;
        }
        for (int i = 0; i < tree.neurons(); i++) {
            int l = t * tree.neurons() + i;
            byte bit = bits[l];
            if (angles == null || bit == Densities.HIDDEN) {
                gram[i][0] = bit == 1 ? 0 : 1;
                gram[i][1] = gram[i][2] = 0;
                gram[i][3] = bit == 0 ? 0 : 1;
                continue;
            }
            double first = LeafDrive.first(angles[l], bit), second = LeafDrive.second(angles[l], bit);
            gram[i][0] = first * first;
            gram[i][1] = gram[i][2] = first * second;
            gram[i][3] = second * second;
        }
        double log = 0;
        for (int v = tree.neurons(); v < tree.nodes(); v++) {
            int a = tree.left(v), b = tree.right(v);
            TreeDensities.up(net.node(t, v), net.leg(v), net.leg(a), net.leg(b), gram[a], gram[b], gram[v], weighed[v], work);
            double trace = Densities.trace(gram[v], net.leg(v));
            if (trace > 0) Densities.scale(gram[v], 0, gram[v].length, 1 / trace);
            log += Math.log(trace);
        }
        return log;
    }

    private boolean nothingSeen(int t) {
        for (int l = t * tree.neurons(); l < (t + 1) * tree.neurons(); l++) if (bits[l] != Densities.HIDDEN) return false;
        return true;
    }

    /** Carries {@code density[root]} down to the leaves; needs the Gram matrices of {@link #climb}. */
    private void descend(int t) {
        for (int v = tree.nodes() - 1; v >= tree.neurons(); v--) {
            int a = tree.left(v), b = tree.right(v);
            TreeDensities.down(net.node(t, v), net.leg(v), net.leg(a), net.leg(b), density[v], gram[a], gram[b], density[a], density[b], work);
        }
    }

    private CodeDensities chain(int t) { return new CodeDensities(net.core(t), net.bond(t), code, net.bond(t + 1)); }

    // ---- the chain

    /** @return [bins + 1] rho of trace 1 before each bin; ln p(bin | bins before) is added to {@code out[at + t]} */
    private double[][] forth(double[] out, int at) {
        double[][] rho = new double[bins + 1][];
        int d = net.bond(0);
        rho[0] = new double[d * d];
        for (int a = 0; a < d; a++) for (int b = 0; b < d; b++) rho[0][a * d + b] = net.start()[a] * net.start()[b];
        for (int t = 0; t < bins; t++) {
            double log = climb(t);
            int dr = net.bond(t + 1);
            rho[t + 1] = new double[dr * dr];
            chain(t).push(rho[t], gram[tree.root()], rho[t + 1]);
            double mass = Densities.trace(rho[t + 1], dr);
            out[at + t] += log + Math.log(mass);
            if (mass > 0) Densities.scale(rho[t + 1], 0, dr * dr, 1 / mass);
        }
        return rho;
    }

    /** @return [bins + 1] sigma of trace 1 behind each bin, what is left on the last bond summed over */
    private double[][] back() {
        double[][] sigma = new double[bins + 1][];
        int d = net.bond(bins);
        sigma[bins] = new double[d * d];
        Densities.identity(sigma[bins], 0, d);
        boolean future = false;                          // whether anything was seen from here on
        for (int t = bins - 1; t >= 0; t--) {
            future |= !nothingSeen(t);
            int dl = net.bond(t);
            sigma[t] = new double[dl * dl];
            if (!future) {
                Densities.identity(sigma[t], 0, dl);
                continue;
            }
            climb(t);
            chain(t).pull(sigma[t + 1], gram[tree.root()], sigma[t]);
            double trace = Densities.trace(sigma[t], dl);
            if (trace > 0) Densities.scale(sigma[t], 0, dl * dl, 1 / trace);
        }
        return sigma;
    }

    // ---- what is asked

    /** @return [bins + 1] the density on the bond before each bin, of trace 1 */
    double[][] densities() { return forth(new double[bins], 0); }

    /** As {@link SeenTree} does, the plain way: its judge in tests. */
    void logProbabilityByBin(double[] out, int at) { forth(out, at); }

    /** @param turned operators of what a turned leaf asks for beside them; not looked at where no leaf is turned */
    void forecast(ForecastOperators operators, ForecastOperators turned, double[] p, int at) {
        double[][] rho = forth(new double[bins], 0);
        int n = tree.neurons();
        for (int t = 0; t < bins; t++) {
            int known = operators.known(t), d = net.bond(known);
            double all = Densities.trace(rho[known], d);
            for (int i = 0; i < n; i++) {
                int l = t * n + i;
                double fires = Densities.overlap(rho[known], operators.of(t), i * d * d, d);
                if (angles != null) fires = LeafDrive.firing(all - fires, Densities.overlap(rho[known], turned.of(t), i * d * d, d), fires, angles[l]);
                p[at + l] = Forecasting.probability(fires, all);
            }
        }
    }

    /**
     * p(spike | everything that was observed) where it was hidden; where it was seen, the bit, or, if {@code leaveOneOut}, p(spike | everything else).
     */
    void impute(boolean leaveOneOut, double[] p, int at) {
        double[][] sigma = back(), rho = forth(new double[bins], 0);
        int n = tree.neurons();
        for (int t = 0; t < bins; t++) {
            climb(t);
            chain(t).code(rho[t], sigma[t + 1], density[tree.root()]);
            descend(t);
            for (int i = 0; i < n; i++) {
                byte bit = bits[t * n + i];
                p[at + t * n + i] = bit == Densities.HIDDEN || leaveOneOut ? Forecasting.probability(firing(density[i], t * n + i), density[i][0] + density[i][3]) : bit;
            }
        }
    }

    /** @return the bits with each hidden one drawn from the joint law given the observed ones; one random number a hidden bit, in the order of the tree's leaves */
    byte[] complete(RandomGenerator random) {
        double[][] sigma = back();
        byte[] out = bits.clone();
        double[] v = net.start();
        for (int t = 0; t < bins; t++) {
            climb(t);
            int dl = net.bond(t), dr = net.bond(t + 1);
            double[] x = Gemm.product(v, net.core(t), 1, dl, code * dr), f = new double[code * code];      // [code, D_r]
            Gemm.nt(code, code, dr, Gemm.product(x, sigma[t + 1], code, dr, dr), 0, dr, x, 0, dr, 0, f, 0, code);
            double[] u = draw(t, tree.root(), f, out, random);
            v = Gemm.product(u, x, 1, code, dr);
            normalise(v);
        }
        return out;
    }

    /** @return the vector of node v given what has been drawn below it, of norm 1 */
    private double[] draw(int t, int v, double[] f, byte[] out, RandomGenerator random) {
        if (tree.leaf(v)) {
            int l = t * tree.neurons() + v;
            if (out[l] == Densities.HIDDEN) out[l] = random.nextDouble() * (f[0] + f[3]) < firing(f, l) ? (byte) 1 : 0;
            return leaf(l, out[l]);
        }
        int a = tree.left(v), b = tree.right(v), leg = net.leg(v), la = net.leg(a), lb = net.leg(b);
        double[] node = net.node(t, v), fa = new double[la * la], fb = new double[lb * lb], open = new double[leg * lb];
        TreeDensities.down(node, leg, la, lb, f, gram[a], gram[b], fa, null, work);
        double[] ua = draw(t, a, fa, out, random);
        for (int k = 0; k < leg; k++) for (int i = 0; i < la; i++) for (int j = 0; j < lb; j++) open[k * lb + j] += ua[i] * node[(k * la + i) * lb + j];
        Gemm.tn(lb, lb, leg, open, 0, lb, Gemm.product(f, open, leg, leg, lb), 0, lb, 0, fb, 0, lb);
        double[] ub = draw(t, b, fb, out, random), u = new double[leg];
        for (int k = 0; k < leg; k++) for (int j = 0; j < lb; j++) u[k] += open[k * lb + j] * ub[j];
        normalise(u);
        return u;
    }

    /** @return half of d ln p / d theta of leaf i; 0 where it was hidden */
    private double turn(int t, int i) {
        int l = t * tree.neurons() + i;
        if (bits[l] == Densities.HIDDEN) return 0;
        double[] u = leaf(l, bits[l]), f = density[i];
        double fu0 = f[0] * u[0] + f[1] * u[1], fu1 = f[2] * u[0] + f[3] * u[1];
        return (u[1] * fu0 - u[0] * fu1) / (u[0] * fu0 + u[1] * fu1);
    }

    private double firing(double[] f, int l) { return angles == null ? f[3] : LeafDrive.firing(f[0], f[1], f[3], angles[l]); }

    private double[] leaf(int l, int bit) {
        return angles == null ? new double[] {1 - bit, bit} : new double[] {LeafDrive.first(angles[l], bit), LeafDrive.second(angles[l], bit)};
    }

    private static void normalise(double[] v) {
        double sum = 0;
        for (double c : v) sum += c * c;
        if (sum > 0) for (int a = 0; a < v.length; a++) v[a] /= Math.sqrt(sum);
    }

    /**
     * @param factor   times d ln p is added
     * @param gradient as {@link TreeMps#isometries}. Modified.
     * @param byAngle  [bins, neurons]: the same of the leaves' angles, or null. Modified.
     * @return -ln p of what was observed
     */
    double gradient(double factor, double[][] gradient, double[] byAngle) {
        double[] byBin = new double[bins];
        double[][] sigma = back(), rho = forth(byBin, 0);
        int inner = tree.inner(), d = net.bond(0);
        for (int t = 0; t < bins; t++) {
            climb(t);
            CodeDensities chain = chain(t);
            double[] f = density[tree.root()], g = gram[tree.root()];
            chain.code(rho[t], sigma[t + 1], f);
            double z = Densities.overlap(f, g, 0, code);
            int first = 1 + net.period(t) * (inner + 1);
            chain.gradient(rho[t], g, sigma[t + 1], factor / z, gradient[first + inner]);
            descend(t);
            for (int v = tree.neurons(); v < tree.nodes(); v++)
                TreeDensities.gradient(net.node(t, v), net.leg(v), net.leg(tree.left(v)), net.leg(tree.right(v)), density[v], weighed[v], factor, gradient[first + v - tree.neurons()]);
            if (byAngle != null) for (int i = 0; i < tree.neurons(); i++) byAngle[t * tree.neurons() + i] += factor * turn(t, i);
        }
        double z = 0;
        for (int a = 0; a < d; a++) for (int b = 0; b < d; b++) z += net.start()[a] * sigma[0][a * d + b] * net.start()[b];
        for (int a = 0; a < d; a++) for (int b = 0; b < d; b++) gradient[0][a] += factor * sigma[0][a * d + b] * net.start()[b] / z;
        double nats = 0;
        for (double log : byBin) nats -= log;
        return nats;
    }
}
