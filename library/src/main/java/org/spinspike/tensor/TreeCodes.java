package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.math.linalg.Gemm;

/**
 * Codes of a block of bin patterns, and the way back: what the tensors of the tree gain by a change of the codes. Blocks are [dimension, m], rows over patterns.
 *
 * <pre>
 * up:    u_v[k] = sum_ij V[k,i,j] u_a[i] u_b[j]
 * down:  h_a[i] = sum_kj h_v[k] V[k,i,j] u_b[j],   h_b likewise,   d/dV[k,i,j] = h_v[k] u_a[i] u_b[j]
 * </pre>
 *
 * Vectors that become tiny are lifted by powers of two, exactly; {@link #exponents} remembers them. Cost 2 chi^3 flops a node up, 4 chi^3 down.
 */
final class TreeCodes {
    /** Patterns worked on at once. */
    static final int PATTERNS = 128;

    private final TreeMps net;
    private final NeuronTree tree;
    private final int t, m;
    private final double[][] u;                          // [node] -> [leg, m]
    private final int[][] lift;                          // [inner node] -> [m]: u is 2^-lift times what it should be
    private final int[] exponents;
    private final double[] pairs, norms;
    private final double[][] left, right, toLeft, toRight;   // rows of their own: what the compiler turns into vector instructions best
    private final double[] row;

    /** @param t bin of a free network; any where tied */
    TreeCodes(TreeMps net, int t, int m) {
        this.net = net;
        this.tree = net.tree();
        this.t = t;
        this.m = m;
        this.u = new double[tree.nodes()][];
        this.lift = new int[tree.inner()][m];
        int widest = 0, leg = 0;
        for (int v = 0; v < u.length; v++) {
            u[v] = new double[net.leg(v) * m];
            leg = Math.max(leg, net.leg(v));
            if (!tree.leaf(v)) widest = Math.max(widest, net.leg(tree.left(v)) * net.leg(tree.right(v)));
        }
        this.exponents = new int[m];
        this.pairs = new double[widest * m];
        this.norms = new double[m];
        this.left = new double[leg][m];
        this.right = new double[leg][m];
        this.toLeft = new double[leg][m];
        this.toRight = new double[leg][m];
        this.row = new double[m];
    }

    /**
     * @param bits   [neuron][m]: 0 or 1
     * @param angles [neuron][m] by which a {@link LeafDrive} turns the leaves, or null
     * @return the codes, [code, m], each 2^-exponent of itself; good until the next call
     */
    double[] up(byte[][] bits, double[][] angles) {
        Arrays.fill(exponents, 0);
        for (int i = 0; i < tree.neurons(); i++)
            for (int x = 0; x < m; x++) {
                u[i][x] = angles == null ? 1 - bits[i][x] : LeafDrive.first(angles[i][x], bits[i][x]);
                u[i][m + x] = angles == null ? bits[i][x] : LeafDrive.second(angles[i][x], bits[i][x]);
            }
        for (int v = tree.neurons(); v < tree.nodes(); v++) {
            int width = pairs(v);
            Gemm.nn(net.leg(v), m, width, net.node(t, v), 0, width, pairs, 0, m, 0, u[v], 0, m);           // k [i j] x [i j] x -> k x
            int[] own = lift[v - tree.neurons()];
            Arrays.fill(own, 0);
            Propagation.rescale(u[v], net.leg(v), m, own, 0, norms);
            for (int x = 0; x < m; x++) exponents[x] += own[x];
        }
        return u[tree.root()];
    }

    /** Of the last call of {@link #up}: the true code is 2^exponent times the one returned. */
    int[] exponents() { return exponents; }

    /**
     * @param h        [code, m]: gradient with respect to the codes as {@link #up} returned them. Modified.
     * @param gradient of the inner nodes, in their order; what is found is added. Modified.
     * @param angles   [neuron][m]: receives the gradient with respect to the leaves' angles; null where nobody asks
     */
    void down(double[] h, double[][] gradient, double[][] angles) {
        double[][] adjoint = new double[tree.nodes()][];
        adjoint[tree.root()] = h;
        double[] spread = new double[pairs.length];
        for (int v = tree.nodes() - 1; v >= tree.neurons(); v--) {
            double[] own = adjoint[v];
            int leg = net.leg(v), a = tree.left(v), b = tree.right(v), la = net.leg(a), lb = net.leg(b), width = la * lb;
            int[] lifted = lift[v - tree.neurons()];
            for (int x = 0; x < m; x++) if (lifted[x] != 0) for (int k = 0; k < leg; k++) own[k * m + x] = Math.scalb(own[k * m + x], -lifted[x]);
            pairs(v);
            Gemm.nt(leg, width, m, own, 0, m, pairs, 0, m, 1, gradient[v - tree.neurons()], 0, width);       // k [x] x (i j) [x] -> k (i j)
            if (angles == null && tree.leaf(a) && tree.leaf(b)) continue;
            Gemm.tn(width, m, leg, net.node(t, v), 0, width, own, 0, m, 0, spread, 0, m);                  // [k] (i j) x [k] x -> (i j) x
            for (int i = 0; i < la; i++) Arrays.fill(toLeft[i], 0);
            for (int j = 0; j < lb; j++) Arrays.fill(toRight[j], 0);
            for (int i = 0; i < la; i++)
                for (int j = 0; j < lb; j++) {
                    System.arraycopy(spread, (i * lb + j) * m, row, 0, m);
                    Rows.addProduct(toLeft[i], row, right[j], 0, m);
                    Rows.addProduct(toRight[j], row, left[i], 0, m);
                }
            adjoint[a] = joined(toLeft, la);
            adjoint[b] = joined(toRight, lb);
            adjoint[v] = null;
        }
        if (angles != null)                              // du / dtheta = (u_1, -u_0)
            for (int i = 0; i < tree.neurons(); i++) for (int x = 0; x < m; x++) angles[i][x] = adjoint[i][x] * u[i][m + x] - adjoint[i][m + x] * u[i][x];
    }

    /** Products of the children's entries, [left leg * right leg, m]; leaves these in {@code left} and {@code right}. */
    private int pairs(int v) {
        int a = tree.left(v), b = tree.right(v), la = net.leg(a), lb = net.leg(b);
        for (int i = 0; i < la; i++) System.arraycopy(u[a], i * m, left[i], 0, m);
        for (int j = 0; j < lb; j++) System.arraycopy(u[b], j * m, right[j], 0, m);
        for (int i = 0; i < la; i++)
            for (int j = 0; j < lb; j++) {
                Rows.product(row, left[i], right[j], m);
                System.arraycopy(row, 0, pairs, (i * lb + j) * m, m);
            }
        return la * lb;
    }

    private double[] joined(double[][] rows, int count) {
        double[] out = new double[count * m];
        for (int n = 0; n < count; n++) System.arraycopy(rows[n], 0, out, n * m, m);
        return out;
    }
}
