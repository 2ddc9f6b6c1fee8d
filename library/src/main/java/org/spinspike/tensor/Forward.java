package org.spinspike.tensor;

/**
 * Left vectors of a block of trials, moved through a right-canonical chain site by site: v <- v A[s] / n with n^2 = p(s_l | s_0 .. s_(l-1)).
 * Rows over trials; cost 4 D^2 a site and trial, as matrix products.
 */
final class Forward {
    /** Trials walked through the chain together: long enough for the matrix products, short enough for the cache. */
    static final int TRIALS = 256;

    final Mps mps;
    final int m;
    private double[] v, both;                            // [D, m]; [2, D_r, m]
    final double[] zero, one;                            // squared norms for either bit, as left by lookAhead
    private int site;

    Forward(Mps mps, int m) {
        this.mps = mps;
        this.m = m;
        int d = mps.largestBond();
        this.v = new double[d * m];
        this.both = new double[2 * d * m];
        this.zero = new double[m];
        this.one = new double[m];
        java.util.Arrays.fill(v, 0, m, 1);
    }

    /** The vectors left of the site that comes next, of norm 1, [D, m]. */
    double[] vectors() { return v; }

    /** Computes both continuations and their probabilities {@link #zero} and {@link #one}, which add to 1. */
    void lookAhead() {
        int dl = mps.bond(site), dr = mps.bond(site + 1);
        Propagation.bothFromLeft(mps.entries(site), dl, dr, v, m, both);
        squares(both, 0, dr, zero);
        squares(both, dr, dr, one);
    }

    /**
     * Goes on to the next site.
     *
     * @param bits the bit each trial takes; a trial whose bit has probability 0 keeps a zero vector
     */
    void take(byte[] bits) {
        int dr = mps.bond(site + 1);
        for (int x = 0; x < m; x++) {
            double p = bits[x] == 0 ? zero[x] : one[x], factor = p > 0 ? 1 / Math.sqrt(p) : 0;
            zero[x] = bits[x] == 0 ? factor : 0;
            one[x] = bits[x] == 0 ? 0 : factor;
        }
        for (int b = 0; b < dr; b++) {
            int row = b * m, other = (dr + b) * m;
            for (int x = 0; x < m; x++) v[row + x] = both[row + x] * zero[x] + both[other + x] * one[x];
        }
        site++;
    }

    private void squares(double[] rows, int first, int count, double[] to) {
        java.util.Arrays.fill(to, 0);
        for (int b = first; b < first + count; b++) for (int x = 0, row = b * m; x < m; x++) to[x] += rows[row + x] * rows[row + x];
    }
}
