package org.spinspike.tensor;

import java.util.random.RandomGenerator;
import org.spinspike.math.Seed;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/**
 * Independent exact samples of a {@link TreeMps}, bin by bin and in each bin from the root down, a block of trials a time. The density of a node's leg, given what
 * is drawn already, is handed to its left child with the right one summed over; once the left one is drawn, to the right.
 *
 * <pre>
 * root:   F[c,c'] = sum_b x[c,b] x[c',b],   x[c,b] = sum_a v[a] C[a,c,b]
 * left:   F_a[i,i'] = sum V[k,i,j] F[k,k'] V[k',i',j]          open[k,j] = sum_i V[k,i,j] u_a[i]
 * right:  F_b[j,j'] = sum open[k,j] F[k,k'] open[k',j']        u_v[k] = sum_j open[k,j] u_b[j]
 * </pre>
 *
 * Rows over trials; one random number a leaf, in the order of the leaves. Cost 4 chi^4 flops a node and trial, 2 chi D^2 a bin.
 */
final class TreeSampling {
    private final TreeMps net;
    private final NeuronTree tree;
    private final int m;
    private final RandomGenerator[] random;
    private final byte[][] bits;                         // [neuron][m], of the bin at hand
    private int t;

    private TreeSampling(TreeMps net, RandomGenerator[] random) {
        this.net = net;
        this.tree = net.tree();
        this.m = random.length;
        this.random = random;
        this.bits = new byte[tree.neurons()][m];
    }

    /** Draws trials from..to of the design; trial k from {@code seed.child(k)}. */
    static void draw(TreeMps net, Design design, Seed seed, int from, int to, SpikeTrains.Builder builder) {
        var random = new RandomGenerator[to - from];
        int bins = 0;
        for (int k = from; k < to; k++) {
            random[k - from] = seed.child(k).generator();
            bins = Math.max(bins, design.bins(k));
        }
        var sampling = new TreeSampling(net, random);
        double[] v = new double[net.bond(0) * random.length];
        for (int a = 0; a < net.bond(0); a++) java.util.Arrays.fill(v, a * random.length, (a + 1) * random.length, net.start()[a]);
        for (int t = 0; t < bins; t++) {
            v = sampling.bin(t, v);
            for (int k = from; k < to; k++)
                for (int i = 0; i < net.neurons(); i++) if (t < design.bins(k) && sampling.bits[i][k - from] == 1) builder.set(k, t, i);
        }
    }

    /** Draws one bin; @return the vectors behind it, [D_r, m], of norm 1 */
    private double[] bin(int t, double[] v) {
        this.t = t;
        int dl = net.bond(t), code = net.code(), dr = net.bond(t + 1);
        double[] x = new double[code * dr * m], f = new double[code * code * m], next = new double[dr * m];
        Gemm.tn(code * dr, m, dl, net.core(t), 0, code * dr, v, 0, m, 0, x, 0, m);                           // [a] (c b) x [a] x
        for (int c = 0; c < code; c++)
            for (int e = 0; e < code; e++) for (int b = 0; b < dr; b++) addProduct(f, (c * code + e) * m, x, (c * dr + b) * m, x, (e * dr + b) * m);
        double[] u = draw(tree.root(), f);
        for (int c = 0; c < code; c++) for (int b = 0; b < dr; b++) addProduct(next, b * m, u, c * m, x, (c * dr + b) * m);
        normalise(next, dr);
        return next;
    }

    /** @param f density of the leg of v, [leg, leg, m]; @return its vectors, [leg, m], of norm 1 */
    private double[] draw(int v, double[] f) {
        if (tree.leaf(v)) return leaf(v, f);
        int a = tree.left(v), b = tree.right(v), leg = net.leg(v), la = net.leg(a), lb = net.leg(b);
        double[] node = net.node(t, v), mixed = new double[la * lb * m], fa = new double[la * la * m], fb = new double[lb * lb * m], open = new double[leg * lb * m], u = new double[leg * m];
        for (int k = 0; k < leg; k++) {
            Gemm.tn(la * lb, m, leg, node, 0, la * lb, f, k * leg * m, m, 0, mixed, 0, m);                   // [k'] (i' j) x [k'] x
            for (int i = 0; i < la; i++)
                for (int j = 0; j < lb; j++) {
                    double entry = node[(k * la + i) * lb + j];
                    for (int e = 0; e < la; e++) addTimes(fa, (i * la + e) * m, mixed, (e * lb + j) * m, entry);
                }
        }
        double[] ua = draw(a, fa);
        for (int k = 0; k < leg; k++)
            for (int i = 0; i < la; i++) for (int j = 0; j < lb; j++) addTimes(open, (k * lb + j) * m, ua, i * m, node[(k * la + i) * lb + j]);
        double[] row = new double[lb * m];
        for (int k = 0; k < leg; k++) {
            java.util.Arrays.fill(row, 0);
            for (int e = 0; e < leg; e++) for (int j = 0; j < lb; j++) addProduct(row, j * m, f, (k * leg + e) * m, open, (e * lb + j) * m);
            for (int j = 0; j < lb; j++) for (int e = 0; e < lb; e++) addProduct(fb, (j * lb + e) * m, open, (k * lb + j) * m, row, e * m);
        }
        double[] ub = draw(b, fb);
        for (int k = 0; k < leg; k++) for (int j = 0; j < lb; j++) addProduct(u, k * m, open, (k * lb + j) * m, ub, j * m);
        normalise(u, leg);
        return u;
    }

    private double[] leaf(int i, double[] f) {
        double[] u = new double[2 * m];
        for (int x = 0; x < m; x++) {
            bits[i][x] = random[x].nextDouble() * (f[x] + f[3 * m + x]) < f[3 * m + x] ? (byte) 1 : 0;
            u[bits[i][x] * m + x] = 1;
        }
        return u;
    }

    private void addProduct(double[] to, int at, double[] p, int pAt, double[] q, int qAt) { for (int x = 0; x < m; x++) to[at + x] += p[pAt + x] * q[qAt + x]; }

    private void addTimes(double[] to, int at, double[] p, int pAt, double factor) { for (int x = 0; x < m; x++) to[at + x] += factor * p[pAt + x]; }

    private void normalise(double[] v, int d) {
        double[] norms = new double[m];
        Propagation.squaredNorms(v, d, m, norms);
        for (int x = 0; x < m; x++) norms[x] = norms[x] > 0 ? 1 / Math.sqrt(norms[x]) : 0;
        for (int a = 0; a < d; a++) for (int x = 0; x < m; x++) v[a * m + x] *= norms[x];
    }
}
