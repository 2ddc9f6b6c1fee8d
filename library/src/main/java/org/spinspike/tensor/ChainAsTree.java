package org.spinspike.tensor;

import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Lq;
import org.spinspike.math.linalg.Svd;
import org.spinspike.math.optim.Stiefel;

/**
 * A tied chain written as a tree: what the bits of a subtree do to the bond is a D x D matrix, the product of their cores; these matrices span at most D^2
 * dimensions, and a node's leg keeps the chi leading ones.
 *
 * <pre>
 * leaf i:  A_0 = W_i[0], A_1 = W_i[1]          node v of children a, b:  P[(i,j)] = A_i B_j
 * P, weighed by what comes from the left (sqrt of the stationary density), = U S X':   V_v = the chi leading columns of U, transposed;   A_k = sum_ij V_v[k,i,j] P[(i,j)]
 * root:    C[a,c,b] = (A_c)[a,b]
 * </pre>
 *
 * Exact where chi reaches the number of words or D^2; otherwise close, and a start from which both networks' freedom is used. The leaves of the tree must stand in the
 * order of the chain.
 */
final class ChainAsTree {
    private static final int BINS_TO_EQUILIBRIUM = 400;

    private final TiedMps chain;
    private final NeuronTree tree;
    private final int d;
    private final int[] legs;
    private final double[][] before;                     // [neuron] sqrt of the stationary density left of its core, [D, D]
    private final double[][] matrices, nodes;            // [node] -> [leg, D, D]; [inner node] -> isometry
    private final int[] first;                           // [node] leftmost neuron below it, as place in the chain

    private ChainAsTree(TiedMps chain, NeuronTree tree, int chi) {
        this.chain = chain;
        this.tree = tree;
        this.d = chain.bond();
        this.legs = tree.legs(chi);
        this.before = new double[tree.neurons()][];
        this.matrices = new double[tree.nodes()][];
        this.nodes = new double[tree.inner()][];
        this.first = new int[tree.nodes()];
    }

    /** @param order neuron at each place of the chain: the leaves of the tree from left to right */
    static TreeMps of(TiedMps chain, NeuronTree tree, int chi) {
        var made = new ChainAsTree(chain, tree, chi);
        made.stationary();
        made.climb();
        return made.joined();
    }

    /** Left densities of equilibrium at every place. */
    private void stationary() {
        double[][] x = chain.isometries();
        int n = tree.neurons();
        double[] rho = new double[d * d], next = new double[d * d], work = new double[2 * d * d];
        Densities.identity(rho, 0, d);
        for (int bin = 0; bin < BINS_TO_EQUILIBRIUM; bin++)
            for (int i = 0; i < n; i++) {
                Densities.scale(rho, 0, d * d, 1 / Densities.trace(rho, d));
                if (bin == BINS_TO_EQUILIBRIUM - 1) before[i] = root(rho);
                Densities.push(x[1 + i], d, d, Densities.HIDDEN, rho, next, work);
                System.arraycopy(next, 0, rho, 0, d * d);
            }
    }

    /** @return the symmetric square root of a density matrix */
    private double[] root(double[] rho) {
        Svd svd = Svd.of(rho, d, d);                     // symmetric and non-negative: U S U'
        double[] left = new double[d * d];
        for (int a = 0; a < d; a++) for (int b = 0; b < d; b++) left[a * d + b] = svd.u()[a * d + b] * Math.sqrt(svd.s()[b]);
        double[] out = new double[d * d];
        Gemm.nt(d, d, d, left, 0, d, svd.u(), 0, d, 0, out, 0, d);
        return out;
    }

    private void climb() {
        int[] order = tree.order();
        double[][] x = chain.isometries();
        for (int place = 0; place < order.length; place++) {
            int i = order[place];
            first[i] = place;
            matrices[i] = new double[2 * d * d];
            for (int s = 0; s < 2; s++)
                for (int a = 0; a < d; a++) System.arraycopy(x[1 + place], (2 * a + s) * d, matrices[i], (s * d + a) * d, d);
        }
        for (int v = tree.neurons(); v < tree.nodes(); v++) {
            int a = tree.left(v), b = tree.right(v), la = legs[a], lb = legs[b], leg = legs[v], pairs = la * lb;
            first[v] = first[a];
            double[] products = new double[pairs * d * d], weighed = new double[pairs * d * d];
            for (int i = 0; i < la; i++)
                for (int j = 0; j < lb; j++) {
                    int at = (i * lb + j) * d * d;
                    Gemm.nn(d, d, d, matrices[a], i * d * d, d, matrices[b], j * d * d, d, 0, products, at, d);
                    Gemm.nn(d, d, d, before[first[v]], 0, d, products, at, d, 0, weighed, at, d);
                }
            Svd svd = Svd.of(weighed, pairs, d * d);
            int r = Math.min(pairs, d * d);
            double[] node = new double[leg * pairs];
            for (int k = 0; k < Math.min(leg, r); k++) for (int e = 0; e < pairs; e++) node[k * pairs + e] = svd.u()[e * r + k];
            nodes[v - tree.neurons()] = r >= leg ? node : Stiefel.nearest(node, leg, pairs);
            matrices[v] = Gemm.product(nodes[v - tree.neurons()], products, leg, pairs, d * d);
        }
    }

    private TreeMps joined() {
        int code = legs[tree.root()];
        double[] core = new double[d * code * d], all = matrices[tree.root()];
        for (int c = 0; c < code; c++) for (int a = 0; a < d; a++) System.arraycopy(all, (c * d + a) * d, core, (a * code + c) * d, d);
        double[] l = new double[d * d], isometry = null;
        Densities.identity(l, 0, d);
        for (int bin = 0; bin < BINS_TO_EQUILIBRIUM; bin++) {
            Lq lq = Lq.of(Gemm.product(core, l, d * code, d, d), d, code * d);
            isometry = lq.q();
            l = lq.l();
            Densities.scale(l, 0, d * d, 1 / Densities.trace(l, d));
        }
        double[] start = Stiefel.nearest(Gemm.product(chain.isometries()[0], l, 1, d, d), 1, d);
        return new TreeMps(tree, legs, new int[] {d, d}, start, new double[][][] {nodes}, new double[][] {isometry});
    }
}
