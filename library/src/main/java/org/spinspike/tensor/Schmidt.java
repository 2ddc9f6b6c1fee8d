package org.spinspike.tensor;

import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Svd;

/**
 * How strongly the two sides of every bond hang together: the Schmidt values lambda of the normalised chain, sum lambda^2 = 1, and the
 * entanglement entropy S = - sum lambda^2 ln lambda^2 (nats). A product has S = 0 everywhere; a bond of dimension D holds at most ln D.
 * Cost L D^3.
 *
 * @param values one array a bond, descending; entry l belongs to the bond between sites l and l+1
 */
public record Schmidt(double[][] values) {

    public static Schmidt of(Mps chain) {
        Mps mps = chain.rightCanonical().mps();
        double[][] values = new double[mps.sites() - 1][];
        double[] centre = mps.core(0);
        int left = 1;
        for (int l = 0; l + 1 < mps.sites(); l++) {
            int right = mps.bond(l + 1), r = Math.min(2 * left, right);
            Svd svd = Svd.of(centre, 2 * left, right);
            double norm = 0;
            for (double s : svd.s()) norm += s * s;
            values[l] = new double[r];
            for (int a = 0; a < r; a++) values[l][a] = svd.s()[a] / Math.sqrt(norm);
            double[] carry = svd.vt();
            for (int a = 0; a < r; a++) for (int b = 0; b < right; b++) carry[a * right + b] *= values[l][a];
            centre = Gemm.product(carry, mps.entries(l + 1), r, right, 2 * mps.bond(l + 2));
            left = r;
        }
        return new Schmidt(values);
    }

    /** @return entanglement entropy of each bond, nats */
    public double[] entropies() {
        double[] out = new double[values.length];
        for (int l = 0; l < out.length; l++)
            for (double v : values[l]) if (v * v > 0) out[l] -= v * v * Math.log(v * v);
        return out;
    }
}
