package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.math.Require;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Lq;
import org.spinspike.math.optim.Stiefel;

/**
 * A tree over neurons times a chain over bins whose tensors are as they are: real or complex, tied or free over time, isometric or not, with a closed or an open end.
 *
 * <pre>
 * u_v[k] = sum_ij V_v[k,i,j] u_left[i] u_right[j],   v_0 = start,   v_(t+1)[b] = sum_(a,c) v_t[a] g_t[c] C_t[a,c,b]
 * closed:  p = |v_T . end|^2 / Z          open:  p = |v_T|^2 / Z          Z: the sum over all words of T bins
 * </pre>
 *
 * {@link #causal} brings it to the real isometric form of a {@link TreeMps}, exactly; there it can score, forecast, complete and sample like any other. Complex
 * tensors are written as real ones of twice the legs ({@link RealForm}); LQ decompositions climb the trees, each handing its triangle to the parent, the root's to the core;
 * then another sweep goes through the chain from the end, so that the future sums to one at every bond. Legs and bonds can only shrink by it. Scales are taken out on the way: ln Z of
 * any number of bins does not overflow. Networks are evaluated here, not trained: there is no gradient with respect to these tensors. Cost: of the order of N chi^4 + chi D^3 a bin, four to sixteen times that where tensors are complex.
 */
public final class UnconstrainedTree {
    /** Cores that deviate from causal form by no more are causal to rounding. */
    private static final double ROUNDING = 1e-11;

    private final NeuronTree tree;
    private final int[] legs, bonds;                     // of the real form; bonds [periods + 1]
    private final double[] start, end;                   // [D_0]; [D_T, ends] or null: open
    private final double[][][] nodes;                    // [period][inner node] -> [leg, left, right]
    private final double[][] cores;                      // [period] -> [D_t, code, D_(t+1)]

    /**
     * @param start [D_0]
     * @param nodes of each bin, or of one that stands for all: tensors [leg, left leg, right leg] of the inner nodes in their order; leaves have leg 2
     * @param cores of each bin, or one: [D_t, code, D_(t+1)]
     * @param end   [D_T], or null for an open end
     * @throws IllegalArgumentException where shapes do not fit each other
     */
    public UnconstrainedTree(NeuronTree tree, Tensor start, Tensor[][] nodes, Tensor[] cores, Tensor end) {
        Require.atLeast("cores", cores.length, 1);
        Require.length("trees (one for each core)", nodes.length, cores.length);
        boolean complex = start.isComplex() || end != null && end.isComplex() || Arrays.stream(cores).anyMatch(Tensor::isComplex)
                || Arrays.stream(nodes).flatMap(Arrays::stream).anyMatch(Tensor::isComplex);
        int n = tree.neurons(), twice = complex ? 2 : 1;
        this.tree = tree;
        this.legs = new int[tree.nodes()];
        Arrays.fill(legs, 0, n, 2);
        for (int v = n; v < tree.nodes(); v++) legs[v] = twice * nodes[0][v - n].axis(0);
        this.bonds = new int[cores.length + 1];
        this.nodes = new double[nodes.length][tree.inner()][];
        this.cores = new double[cores.length][];
        for (int t = 0; t < cores.length; t++) {
            Require.length("inner nodes of tree " + t, nodes[t].length, tree.inner());
            for (int v = n; v < tree.nodes(); v++) {
                Tensor w = nodes[t][v - n];
                shape("node " + v + " of bin " + t, w, legs[v] / twice, leg(tree.left(v), twice), leg(tree.right(v), twice));
                this.nodes[t][v - n] = complex ? RealForm.node(w, tree.leaf(tree.left(v)), tree.leaf(tree.right(v))) : w.re();
            }
            Tensor c = cores[t];
            shape("core of bin " + t, c, t == 0 ? start.re().length : bonds[t] / twice, leg(tree.root(), twice), c.axis(2));
            bonds[t] = twice * c.axis(0);
            bonds[t + 1] = twice * c.axis(2);
            this.cores[t] = complex ? RealForm.core(c, tree.leaf(tree.root())) : c.re();
        }
        if (cores.length == 1) Require.that(bonds[0] == bonds[1], "a core for all bins needs the same bond on both sides, got " + cores[0].axis(0) + " and " + cores[0].axis(2));
        if (end != null) shape("end", end, bonds[cores.length] / twice);
        this.start = complex ? RealForm.vector(start) : start.re();
        this.end = end == null ? null : complex ? RealForm.end(end) : end.re();
    }

    private int leg(int v, int twice) { return tree.leaf(v) ? 2 : legs[v] / twice; }

    private static void shape(String name, Tensor tensor, int... expected) {
        Require.that(Arrays.equals(tensor.shape(), expected), "the " + name + " must have shape " + Arrays.toString(expected) + ", got " + Arrays.toString(tensor.shape()));
    }

    /**
     * A network in causal form, and what it was divided by.
     *
     * @param network isometric and real; tied where {@link UnconstrainedTree} was tied and causal but for its complex form, else with tensors for each bin
     * @param logZ    ln of the sum over all words
     */
    public record Causal(TreeMps network, double logZ) {}

    /** @param bins at least 2; for a network that is not tied, its own */
    public Causal causal(int bins) {
        boolean tied = cores.length == 1;
        Require.atLeast("bins", bins, 2);
        Require.that(tied || bins == cores.length, "this network has tensors for " + cores.length + " bins, got " + bins);
        int[] reduced = new int[tree.nodes()];
        double[][][] isometries = new double[cores.length][][];
        double[][] joined = new double[cores.length][];
        double log = 0;
        for (int t = 0; t < cores.length; t++) {
            var climbed = new Climbed(t);
            isometries[t] = climbed.isometries;
            reduced = climbed.reduced;
            joined[t] = climbed.joined(t);
            log += climbed.log * (tied ? bins : 1);
        }
        int code = reduced[tree.root()];
        if (tied && end == null) {
            double[] whole = joined[0].clone();
            Densities.scale(whole, 0, whole.length, Math.exp(log / bins));
            int rows = bonds[0], columns = code * rows;
            if (Stiefel.defect(whole, rows, columns) < ROUNDING && Stiefel.defect(start, 1, rows) < ROUNDING)
                return new Causal(new TreeMps(tree, reduced, bonds, start, isometries, new double[][] {whole}), 0);
        }
        return swept(bins, reduced, isometries, joined, log);
    }

    private Causal swept(int bins, int[] reduced, double[][][] isometries, double[][] joined, double log) {
        int code = reduced[tree.root()], last = bonds[cores.length];
        double[] right = end == null ? identity(last) : end;
        int[] to = new int[bins + 1];
        to[bins] = right.length / last;
        double[][] cores = new double[bins][];
        double[][][] trees = new double[bins][][];
        for (int t = bins - 1; t >= 0; t--) {
            int period = joined.length == 1 ? 0 : t, dl = bonds[period], dr = bonds[period + 1];
            Lq lq = Lq.of(Gemm.product(joined[period], right, dl * code, dr, to[t + 1]), dl, code * to[t + 1]);
            to[t] = lq.l().length / dl;
            cores[t] = lq.q();
            trees[t] = isometries[period];
            right = lq.l();
            log += Math.log(scaled(right));
        }
        double[] first = Gemm.product(start, right, 1, bonds[0], to[0]);
        log += Math.log(scaled(first));
        return new Causal(new TreeMps(tree, reduced, to, first, trees, cores), 2 * log);
    }

    private static double[] identity(int d) {
        double[] out = new double[d * d];
        Densities.identity(out, 0, d);
        return out;
    }

    /** Divides by the norm. @return the norm */
    private static double scaled(double[] a) {
        double norm = 0;
        for (double e : a) norm = Math.hypot(norm, e);
        Require.that(norm > 0 && Double.isFinite(norm), "a network that gives every word the amplitude 0, or an infinite one, has no probabilities; norm " + norm);
        for (int e = 0; e < a.length; e++) a[e] /= norm;
        return norm;
    }

    /** One bin's tree as isometries: u_v = factor_v times the isometric u_v, with factors of norm 1 whose scales are in {@code log}. */
    private final class Climbed {
        private final int[] reduced = legs.clone();
        private final double[][] isometries = new double[tree.inner()][];
        private final double[][] factor = new double[tree.nodes()][];                              // [leg, reduced leg]
        private double log;

        Climbed(int t) {
            for (int i = 0; i < tree.neurons(); i++) factor[i] = identity(2);
            for (int v = tree.neurons(); v < tree.nodes(); v++) {
                int a = tree.left(v), b = tree.right(v), la = legs[a], lb = legs[b], ra = reduced[a], rb = reduced[b], leg = legs[v];
                double[] half = Gemm.product(nodes[t][v - tree.neurons()], factor[b], leg * la, lb, rb), both = new double[leg * ra * rb];
                for (int k = 0; k < leg; k++) Gemm.tn(ra, rb, la, factor[a], 0, ra, half, k * la * rb, rb, 0, both, k * ra * rb, rb);       // [i] x . [i] y -> x y
                Lq lq = Lq.of(both, leg, ra * rb);
                reduced[v] = lq.l().length / leg;
                isometries[v - tree.neurons()] = lq.q();
                factor[v] = lq.l();
                if (v < tree.root()) log += Math.log(scaled(factor[v]));
            }
        }

        /** The core with the root's factor: [D_t, reduced code, D_(t+1)]. */
        double[] joined(int t) {
            int code = legs[tree.root()], to = reduced[tree.root()], dl = bonds[t], dr = bonds[t + 1];
            double[] out = new double[dl * to * dr];
            for (int a = 0; a < dl; a++) Gemm.tn(to, dr, code, factor[tree.root()], 0, to, cores[t], a * code * dr, dr, 0, out, a * to * dr, dr);
            return out;
        }
    }
}
