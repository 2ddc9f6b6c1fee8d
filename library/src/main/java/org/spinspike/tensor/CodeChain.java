package org.spinspike.tensor;

import org.spinspike.math.linalg.Gemm;

/**
 * One bin of the chain for a block of trials: v'[b] = sum_(a,c) v[a] g[c] C[a,c,b], and the way back. Blocks are [dimension, m], rows over trials. Cost 2 chi D^2
 * flops a trial, 4 chi D^2 back.
 */
final class CodeChain {
    private final int m;
    private final double[] pairs, spread;

    CodeChain(TreeMps net, int m) {
        this.m = m;
        this.pairs = new double[net.largestBond() * net.code() * m];
        this.spread = new double[pairs.length];
    }

    /** @param to receives [D_r, m] */
    void step(double[] core, int dl, int code, int dr, double[] v, double[] g, double[] to) {
        pairs(v, dl, g, code);
        Gemm.tn(dr, m, dl * code, core, 0, dr, pairs, 0, m, 0, to, 0, m);                        // [a c] b x [a c] x -> b x
    }

    /**
     * @param y        [D_r, m], what has come from the right. Not modified.
     * @param to       receives y before the bin, [D_l, m]
     * @param weight   [m]: receives {@code factor} over v . to, 0 for trials from {@code running} on
     * @param h        receives weight times the gradient with respect to the code, [code, m]
     * @param gradient of the core; weight times its gradient is added. Modified.
     */
    void back(double[] core, int dl, int code, int dr, double[] v, double[] g, double[] y, int running, double factor, double[] to, double[] weight, double[] h, double[] gradient) {
        Gemm.nn(dl * code, m, dr, core, 0, dr, y, 0, m, 0, spread, 0, m);                        // (a c) [b] x [b] x -> (a c) x
        java.util.Arrays.fill(to, 0, dl * m, 0);
        java.util.Arrays.fill(weight, 0);
        java.util.Arrays.fill(h, 0, code * m, 0);
        for (int a = 0; a < dl; a++) {
            for (int c = 0; c < code; c++) for (int x = 0, row = (a * code + c) * m; x < m; x++) to[a * m + x] += spread[row + x] * g[c * m + x];
            for (int x = 0; x < running; x++) weight[x] += v[a * m + x] * to[a * m + x];
        }
        for (int x = 0; x < running; x++) weight[x] = factor / weight[x];
        for (int a = 0; a < dl; a++)
            for (int c = 0; c < code; c++) for (int x = 0, row = (a * code + c) * m; x < m; x++) h[c * m + x] += spread[row + x] * v[a * m + x] * weight[x];
        pairs(v, dl, g, code);
        for (int row = 0; row < dl * code; row++) for (int x = 0; x < m; x++) pairs[row * m + x] *= weight[x];
        Gemm.nt(dl * code, dr, m, pairs, 0, m, y, 0, m, 1, gradient, 0, dr);                     // (a c) [x] x b [x] -> (a c) b
    }

    private void pairs(double[] v, int dl, double[] g, int code) {
        for (int a = 0; a < dl; a++)
            for (int c = 0; c < code; c++) for (int x = 0, row = (a * code + c) * m; x < m; x++) pairs[row + x] = v[a * m + x] * g[c * m + x];
    }
}
