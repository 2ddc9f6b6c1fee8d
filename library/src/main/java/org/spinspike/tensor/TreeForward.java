package org.spinspike.tensor;

import org.spinspike.math.linalg.Gemm;

/** A block of trials walked through the chain of a {@link TreeMps}, bin by bin: v of norm 1, with ln p of each bin given the bins before it. */
final class TreeForward {
    /** Trials walked together. */
    static final int TRIALS = 128;

    private final TreeMps net;
    private final TreeWords.Codes codes;
    private final int from, m;
    private final CodeChain chain;
    private final double[] g, norms, log;
    private double[] v, next;                            // [D_t, m]
    private int t;

    TreeForward(TreeMps net, TreeWords.Codes codes, int from, int m) {
        this.net = net;
        this.codes = codes;
        this.from = from;
        this.m = m;
        this.chain = new CodeChain(net, m);
        this.g = new double[net.code() * m];
        this.norms = new double[m];
        this.log = new double[m];
        this.v = new double[net.largestBond() * m];
        this.next = v.clone();
        for (int a = 0; a < net.bond(0); a++) java.util.Arrays.fill(v, a * m, (a + 1) * m, net.start()[a]);
    }

    /** Left vectors before the bin that comes next. */
    double[] vectors() { return v; }

    /**
     * Walks over the next bin.
     *
     * @param running trials that have it, the first of the block
     * @return ln p(bin | bins before) of each; good until the next call
     */
    double[] next(int running) {
        int dr = net.bond(t + 1);
        codes.gather(t, from, running, m, g);
        chain.step(net.core(t), net.bond(t), net.code(), dr, v, g, next);
        Propagation.squaredNorms(next, dr, m, norms);
        for (int x = 0; x < running; x++) log[x] = Math.log(norms[x]) + 2 * codes.exponent(t, from + x) * Math.log(2);
        for (int x = 0; x < m; x++) norms[x] = norms[x] > 0 ? 1 / Math.sqrt(norms[x]) : 0;
        for (int b = 0; b < dr; b++) for (int x = 0; x < m; x++) next[b * m + x] *= norms[x];
        double[] swap = v;
        v = next;
        next = swap;
        t++;
        return log;
    }

    /** @param operators [n, D, D]; @return [n][m]: v Q v' of each */
    double[][] forms(double[] operators, int n) { return forms(operators, n, v, net.bond(t), m); }

    /** The same of any vectors v, [D, m]. */
    static double[][] forms(double[] operators, int n, double[] v, int d, int m) {
        double[] product = new double[n * d * m];
        double[][] out = new double[n][m];
        Gemm.nn(n * d, m, d, operators, 0, d, v, 0, m, 0, product, 0, m);
        for (int i = 0; i < n; i++) for (int a = 0; a < d; a++) for (int x = 0, row = (i * d + a) * m, own = a * m; x < m; x++) out[i][x] += product[row + x] * v[own + x];
        return out;
    }
}
