package org.spinspike.tensor;

import org.spinspike.math.linalg.Gemm;

/**
 * Density matrices over one bin of the chain, C the core [D_l, code, D_r], G the Gram matrix of the bin's code.
 *
 * <pre>
 * push:  rho'[b,b']   = sum rho[a,a'] G[c,c'] C[a,c,b] C[a',c',b']
 * pull:  sigma[a,a']  = sum C[a,c,b] sigma'[b,b'] G[c,c'] C[a',c',b']
 * code:  F[c,c']      = sum rho[a,a'] C[a,c,b] sigma'[b,b'] C[a',c',b']
 * </pre>
 *
 * Symmetric matrices, row-major. Cost about 4 chi D^3 + 4 chi^2 D^2 flops each.
 */
final class CodeDensities {
    private final int dl, code, dr;
    private final double[] core, first, second;

    CodeDensities(double[] core, int dl, int code, int dr) {
        this.core = core;
        this.dl = dl;
        this.code = code;
        this.dr = dr;
        this.first = new double[dl * code * dr];
        this.second = new double[dl * code * dr];
    }

    /** @return (rho x G) C, [D_l, code, D_r]; good until the next call */
    private double[] weighed(double[] rho, double[] g) {
        Gemm.nn(dl, code * dr, dl, rho, 0, dl, core, 0, code * dr, 0, first, 0, code * dr);
        for (int a = 0; a < dl; a++) Gemm.nn(code, dr, code, g, 0, code, first, a * code * dr, dr, 0, second, a * code * dr, dr);
        return second;
    }

    void push(double[] rho, double[] g, double[] to) { Gemm.tn(dr, dr, dl * code, core, 0, dr, weighed(rho, g), 0, dr, 0, to, 0, dr); }

    void pull(double[] sigma, double[] g, double[] to) {
        Gemm.nn(dl * code, dr, dr, core, 0, dr, sigma, 0, dr, 0, first, 0, dr);
        for (int a = 0; a < dl; a++) Gemm.nn(code, dr, code, g, 0, code, first, a * code * dr, dr, 0, second, a * code * dr, dr);
        Gemm.nt(dl, dl, code * dr, second, 0, code * dr, core, 0, code * dr, 0, to, 0, dl);
    }

    void code(double[] rho, double[] sigma, double[] to) {
        Gemm.nn(dl, code * dr, dl, rho, 0, dl, core, 0, code * dr, 0, first, 0, code * dr);
        Gemm.nn(dl * code, dr, dr, first, 0, dr, sigma, 0, dr, 0, second, 0, dr);
        for (int a = 0; a < dl; a++) Gemm.nt(code, code, dr, second, a * code * dr, dr, core, a * code * dr, dr, a == 0 ? 0 : 1, to, 0, code);
    }

    /** Adds factor (rho x G) C sigma' to the core's gradient. */
    void gradient(double[] rho, double[] g, double[] sigma, double factor, double[] to) {
        Gemm.nn(dl * code, dr, dr, weighed(rho, g), 0, dr, sigma, 0, dr, 0, first, 0, dr);
        for (int e = 0; e < first.length; e++) to[e] += factor * first[e];
    }
}
