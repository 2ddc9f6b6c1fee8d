package org.spinspike.tensor;

import java.util.Arrays;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Svd;

/** One walk over a chain from right to left, with gates on neighbours and bonds cut on the way. */
final class Sweep {
    private Sweep() {}

    /**
     * @param chain right-canonical, norm 1
     * @param kept  norm of what it was made from after the cuts
     * @param lost  norm of what was cut away: kept^2 + lost^2 = 1
     */
    record Cut(Mps chain, double kept, double lost) {}

    /**
     * Transposed gates are applied, the last site's first, and each bond is cut to its largest Schmidt values; what is kept is normalised.
     *
     * @param chain    left-canonical, norm 1, with a closed end
     * @param bond     most values kept
     * @param smallest values below this part of the largest are dropped
     * @param gates    of each site, [4, 4] on it and its right neighbour or [2, 2] on it alone; null for none
     */
    static Cut leftwards(Mps chain, int bond, double smallest, double[][] gates) {
        int sites = chain.sites();
        int[] d = chain.bonds();
        double[][] a = new double[sites][];
        double[] centre = chain.core(sites - 1);
        double lost = 0;
        if (gates != null) centre = turned(gates[sites - 1], centre, d[sites - 1], 1);
        for (int l = sites - 1; l > 0; l--) {
            if (gates != null && gates[l - 1].length == 16) {
                double[] pair = Gemm.product(chain.entries(l - 1), centre, 2 * d[l - 1], d[l], 2 * d[l + 1]);          // (a s) [b] x [b] (s' c)
                pair = turned(gates[l - 1], pair, d[l - 1], d[l + 1]);
                Svd svd = Svd.of(pair, 2 * d[l - 1], 2 * d[l + 1]);
                int kept = kept(svd, bond, smallest);
                lost += squaresFrom(kept, svd.s());
                a[l] = Arrays.copyOf(svd.vt(), kept * 2 * d[l + 1]);
                centre = weighted(svd, 2 * d[l - 1], kept);
                d[l] = kept;
            } else {
                Svd svd = Svd.of(centre, d[l], 2 * d[l + 1]);
                int kept = kept(svd, bond, smallest);
                lost += squaresFrom(kept, svd.s());
                a[l] = Arrays.copyOf(svd.vt(), kept * 2 * d[l + 1]);
                centre = Gemm.product(chain.entries(l - 1), weighted(svd, d[l], kept), 2 * d[l - 1], d[l], kept);
                d[l] = kept;
                if (gates != null) centre = turned(gates[l - 1], centre, d[l - 1], d[l]);
            }
        }
        double norm = Math.sqrt(Arrays.stream(centre).map(x -> x * x).sum());
        a[0] = Arrays.stream(centre).map(x -> x / norm).toArray();
        return new Cut(Mps.owning(d, a), norm, Math.sqrt(lost));
    }

    /** The transposed gate on the bits of [left, bits, right]. */
    private static double[] turned(double[] gate, double[] x, int left, int right) {
        int n = gate.length == 16 ? 4 : 2;
        double[] out = new double[x.length];
        for (int a = 0; a < left; a++)
            for (int s = 0; s < n; s++)
                for (int r = 0; r < n; r++)
                    for (int b = 0; b < right; b++) out[(a * n + s) * right + b] += gate[r * n + s] * x[(a * n + r) * right + b];
        return out;
    }

    private static int kept(Svd svd, int bond, double smallest) {
        int kept = 1;
        while (kept < Math.min(bond, svd.s().length) && svd.s()[kept] > smallest * svd.s()[0]) kept++;
        return kept;
    }

    private static double squaresFrom(int first, double[] s) { return Arrays.stream(s, first, s.length).map(x -> x * x).sum(); }

    /** The kept left vectors, each times its value. */
    private static double[] weighted(Svd svd, int rows, int kept) {
        int r = svd.s().length;
        double[] out = new double[rows * kept];
        for (int i = 0; i < rows; i++) for (int j = 0; j < kept; j++) out[i * kept + j] = svd.u()[i * r + j] * svd.s()[j];
        return out;
    }
}
