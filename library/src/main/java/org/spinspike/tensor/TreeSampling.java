package org.spinspike.tensor;

import java.util.Arrays;
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
 * left:   F_a[i,i'] = sum_kk' F[k,k'] (sum_j V[k,i,j] V[k',i',j])     open[k,j] = sum_i V[k,i,j] u_a[i]
 * right:  F_b[j,j'] = sum open[k,j] F[k,k'] open[k',j']               u_v[k] = sum_j open[k,j] u_b[j]
 * </pre>
 *
 * Rows over trials; densities are kept as one triangle, so that the step to the left is one product with a matrix that depends on the node alone
 * ({@link LeftDensities}). One random number a leaf, in the order of the leaves. Cost chi^4 / 2 + 5 chi^3 flops a node and trial, 2 chi D^2 a bin.
 */
final class TreeSampling {
    /** Trials drawn together. */
    static final int TRIALS = 128;

    private final TreeMps net;
    private final NeuronTree tree;
    private final int m;
    private final RandomGenerator[] random;
    private final LeafDrive drive;
    private final LeafDrive.Past past;
    private final int known;
    private final byte[][][] bits;                       // [bin] -> [neuron][m]
    private final double[][] angles;                     // [m] -> [neuron], of the bin at hand; null where there is no drive
    private final LeftDensities[] left;                  // [inner node], of the bin at hand
    private final double[][] f, u;                       // [depth]: density and vectors of the node under way there
    private final double[][][] open;                     // [depth] -> [leg * right leg][m]
    private final double[][] coded, triangle, product;   // rows of their own: what the compiler turns into vector instructions best
    private final double[] flat, row, norms;
    private int t;

    /**
     * @param random of each trial of the block
     * @param bins   of the longest
     * @param past   of bins before {@code known}, the same in all trials of the block
     */
    TreeSampling(TreeMps net, LeafDrive drive, RandomGenerator[] random, int bins, LeafDrive.Past past, int known) {
        this.drive = drive;
        this.past = past;
        this.known = known;
        this.net = net;
        this.tree = net.tree();
        this.m = random.length;
        this.random = random;
        this.bits = new byte[bins][tree.neurons()][m];
        this.angles = drive.none() ? null : new double[m][tree.neurons()];
        this.left = new LeftDensities[tree.inner()];
        int widest = 0, depth = tree.depth(), codes = net.code() * net.largestBond();
        for (int v = 0; v < tree.nodes(); v++) widest = Math.max(widest, net.leg(v));
        this.f = new double[depth][LeftDensities.pairs(widest) * m];
        this.u = new double[depth][widest * m];
        this.open = new double[depth][widest * widest][m];
        this.coded = new double[codes][m];
        this.triangle = new double[LeftDensities.pairs(widest)][m];
        this.product = new double[widest][m];
        this.flat = new double[Math.max(codes, widest * widest) * m];
        this.row = new double[m];
        this.norms = new double[m];
    }

    /** Draws trials from..to of the design; trial k from {@code seed.child(k)}. */
    static void draw(TreeMps net, LeafDrive drive, Design design, Seed seed, int from, int to, SpikeTrains.Builder builder) {
        var random = new RandomGenerator[to - from];
        int bins = 0;
        for (int k = from; k < to; k++) {
            random[k - from] = seed.child(k).generator();
            bins = Math.max(bins, design.bins(k));
        }
        var sampling = new TreeSampling(net, drive, random, bins, null, 0);
        double[] v = new double[net.largestBond() * random.length];
        for (int a = 0; a < net.bond(0); a++) Arrays.fill(v, a * random.length, (a + 1) * random.length, net.start()[a]);
        for (int t = 0; t < bins; t++) {
            for (int x = 0; x < random.length && !drive.none(); x++) if (t < design.bins(from + x)) sampling.turn(design.clock(from + x, t), t, x);
            sampling.bin(t, v);
            for (int i = 0; i < net.neurons(); i++)
                for (int k = from; k < to; k++) if (sampling.bits[t][i][k - from] == 1 && t < design.bins(k)) builder.set(k, t, i);
        }
    }

    /** Turns the leaves of all trials for bin t, whose clock is the same in all. */
    void turn(int clock, int t) { for (int x = 0; x < m; x++) turn(clock, t, x); }

    private void turn(int clock, int t, int x) { drive.angles(clock, t, (s, j) -> s < known ? past.at(s, j) : bits[s][j][x], angles[x]); }

    /** Angle by which neuron i was turned last. */
    double angle(int x, int i) { return angles[x][i]; }

    /**
     * Draws one bin.
     *
     * @param v the vectors before it, [D_l, m]; receives those behind it, [D_r, m], of norm 1. Modified.
     */
    void bin(int t, double[] v) {
        this.t = t;
        for (int n = 0; n < left.length; n++) {
            int node = tree.neurons() + n;
            double[] entries = net.node(t, node);
            if (left[n] == null || left[n].node() != entries) left[n] = LeftDensities.of(entries, net.leg(node), net.leg(tree.left(node)), net.leg(tree.right(node)));
        }
        int dl = net.bond(t), code = net.code(), dr = net.bond(t + 1);
        Gemm.tn(code * dr, m, dl, net.core(t), 0, code * dr, v, 0, m, 0, flat, 0, m);                        // [a] (c b) x [a] x
        rows(flat, coded, code * dr);
        for (int c = 0, at = 0; c < code; c++)
            for (int e = 0; e <= c; e++, at += m) {
                Arrays.fill(row, 0);
                for (int b = 0; b < dr; b++) Rows.addProduct(row, coded[c * dr + b], coded[e * dr + b], 0, m);
                System.arraycopy(row, 0, f[0], at, m);
            }
        draw(tree.root(), 0);
        rows(u[0], product, code);
        for (int b = 0; b < dr; b++) {
            Arrays.fill(row, 0);
            for (int c = 0; c < code; c++) Rows.addProduct(row, product[c], coded[c * dr + b], 0, m);
            System.arraycopy(row, 0, v, b * m, m);
        }
        normalise(v, dr);
    }

    /** Draws what is below v, the density of whose leg lies in {@code f[depth]}, a triangle by m, and leaves its vectors in {@code u[depth]}, [leg, m], of norm 1. */
    private void draw(int v, int depth) {
        if (tree.leaf(v)) {
            leaf(v, depth);
            return;
        }
        int a = tree.left(v), b = tree.right(v), leg = net.leg(v), la = net.leg(a), lb = net.leg(b);
        double[][] opened = open[depth];
        LeftDensities summed = left[v - tree.neurons()];
        Gemm.nn(LeftDensities.pairs(la), m, LeftDensities.pairs(leg), summed.matrix(), 0, LeftDensities.pairs(leg), f[depth], 0, m, 0, f[depth + 1], 0, m);
        draw(a, depth + 1);
        Gemm.nn(leg * lb, m, la, summed.turned(), 0, la, u[depth + 1], 0, m, 0, flat, 0, m);                 // (k j) [i] x [i] x -> (k j) x
        rows(flat, opened, leg * lb);
        right(f[depth], opened, leg, lb, f[depth + 1]);
        draw(b, depth + 1);
        rows(u[depth + 1], product, lb);
        for (int k = 0; k < leg; k++) {
            Arrays.fill(row, 0);
            for (int j = 0; j < lb; j++) Rows.addProduct(row, opened[k * lb + j], product[j], 0, m);
            System.arraycopy(row, 0, u[depth], k * m, m);
        }
        normalise(u[depth], leg);
    }

    /** The density of the right child's leg from that of the leg and what the left child's vector has opened. */
    private void right(double[] own, double[][] opened, int leg, int lb, double[] to) {
        rows(own, triangle, LeftDensities.pairs(leg));
        for (int j = 0; j < lb; j++) {
            for (int k = 0; k < leg; k++) {
                Arrays.fill(product[k], 0);
                for (int e = 0; e < leg; e++) Rows.addProduct(product[k], triangle[LeftDensities.pair(k, e)], opened[e * lb + j], 0, m);
            }
            for (int i = 0; i <= j; i++) {
                Arrays.fill(row, 0);
                for (int k = 0; k < leg; k++) Rows.addProduct(row, opened[k * lb + i], product[k], 0, m);
                System.arraycopy(row, 0, to, LeftDensities.pair(j, i) * m, m);
            }
        }
    }

    private void leaf(int i, int depth) {
        double[] own = f[depth], to = u[depth];
        byte[] drawn = bits[t][i];
        for (int x = 0; x < m; x++) {
            double share = angles == null ? own[2 * m + x] : LeafDrive.firing(own[x], own[m + x], own[2 * m + x], angles[x][i]);
            byte bit = drawn[x] = random[x].nextDouble() * (own[x] + own[2 * m + x]) < share ? (byte) 1 : 0;
            to[x] = angles == null ? 1 - bit : LeafDrive.first(angles[x][i], bit);
            to[m + x] = angles == null ? bit : LeafDrive.second(angles[x][i], bit);
        }
    }

    private void rows(double[] from, double[][] to, int count) { for (int n = 0; n < count; n++) System.arraycopy(from, n * m, to[n], 0, m); }

    private void normalise(double[] v, int d) {
        Propagation.squaredNorms(v, d, m, norms);
        for (int x = 0; x < m; x++) norms[x] = norms[x] > 0 ? 1 / Math.sqrt(norms[x]) : 0;
        for (int a = 0; a < d; a++) for (int x = 0; x < m; x++) v[a * m + x] *= norms[x];
    }
}
