package org.spinspike.tensor;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.Stiefel;

/**
 * Networks with larger bonds and legs that give every trial the same probability: what was there stands in the first places, its rows padded with zeros, so that nothing
 * flows into the new dimensions yet; their own rows are completed to isometries.
 *
 * <pre>
 * core of D to D':   rows a &lt; D as they were;   row D + r: row r led to the new bonds, with noise that leads back to the old ones too
 * node of a tree:    rows k &lt; leg as they were;   the new ones noise: further combinations of what the children say, which the core does not listen to yet
 * </pre>
 *
 * The noise is what the gradient gets hold of: without it the new dimensions would be a world of their own, and the descent would never find them.
 */
final class Widening {
    private static final double NOISE = .1;

    private Widening() {}

    /** @param d the new bond, at least the old one */
    static double[][] chain(double[][] x, int d, Seed seed) {
        int old = x[0].length;
        Require.atLeast("wider bond", d, old);
        RandomGenerator random = seed.child("widening").generator();
        double[][] wide = new double[x.length][];
        wide[0] = Arrays.copyOf(x[0], d);
        for (int i = 1; i < x.length; i++) wide[i] = core(x[i], old, 2, d, 2, random);
        return wide;
    }

    /** Of a tied network. @param chi largest leg; @param d bond; both at least as they are */
    static TreeMps tree(TreeMps net, int chi, int d, Seed seed) {
        Require.that(net.tied(), "only tied networks are widened");
        NeuronTree tree = net.tree();
        RandomGenerator random = seed.child("widening").generator();
        int[] legs = tree.legs(chi);
        double[][][] nodes = new double[1][tree.inner()][];
        for (int v = tree.neurons(); v < tree.nodes(); v++) {
            int a = tree.left(v), b = tree.right(v);
            Require.atLeast("wider leg", legs[v], net.leg(v));
            nodes[0][v - tree.neurons()] = node(net.node(0, v), new int[] {net.leg(v), net.leg(a), net.leg(b)}, new int[] {legs[v], legs[a], legs[b]}, random);
        }
        double[] core = core(net.core(0), net.bond(0), net.code(), d, legs[tree.root()], random);
        return new TreeMps(tree, legs, new int[] {d, d}, Arrays.copyOf(net.start(), d), nodes, new double[][] {core});
    }

    /** [D, codes, D] to [D', codes', D']. */
    private static double[] core(double[] core, int d, int codes, int wide, int wideCodes, RandomGenerator random) {
        double[] out = new double[wide * wideCodes * wide];
        for (int a = 0; a < wide; a++)
            for (int c = 0; c < codes; c++)
                for (int b = 0; b < wide; b++) {
                    double like = core[((a < d ? a : (a - d) % d) * codes + c) * d + (b < d ? b : (b - d) % d)];
                    boolean kept = a < d == b < d;
                    double noise = a < d ? 0 : NOISE * Math.abs(like) * random.nextGaussian();
                    out[(a * wideCodes + c) * wide + b] = (kept ? like : 0) + noise;
                }
        return completed(out, wide, wideCodes * wide, random, d);
    }

    /** [leg, left, right] to larger ones. */
    private static double[] node(double[] node, int[] shape, int[] wide, RandomGenerator random) {
        double[] out = new double[wide[0] * wide[1] * wide[2]];
        for (int k = 0; k < shape[0]; k++)
            for (int i = 0; i < shape[1]; i++) System.arraycopy(node, (k * shape[1] + i) * shape[2], out, (k * wide[1] + i) * wide[2], shape[2]);
        return completed(out, wide[0], wide[1] * wide[2], random, shape[0]);
    }

    /** Gram-Schmidt, which leaves the first rows as they are, after a little noise in the others. */
    private static double[] completed(double[] x, int q, int p, RandomGenerator random, int kept) {
        for (int e = kept * p; e < x.length; e++) x[e] += NOISE / Math.sqrt(p) * random.nextGaussian();
        return Stiefel.byRows(x, q, p);
    }
}
