package org.spinspike.tensor;

import org.spinspike.math.linalg.Gemm;

/**
 * Density matrices moved over one site, A the core [D_l, 2, D_r].
 *
 * <pre>
 * push from the left:   rho   -> sum over s allowed of A[s]' rho A[s]       D_l x D_l -> D_r x D_r
 * pull from the right:  sigma -> sum over s allowed of A[s] sigma A[s]'     D_r x D_r -> D_l x D_l
 * </pre>
 *
 * An observed bit allows itself, an unobserved one both. Cost 8 D^3 flops for both values. {@code work} holds 2 D_l D_r doubles.
 */
final class Densities {
    /** Marks a bit nobody looked at. */
    static final byte HIDDEN = 2;

    private Densities() {}

    static void push(double[] core, int dl, int dr, byte bit, double[] rho, double[] to, double[] work) {
        if (bit == HIDDEN) {
            Gemm.nn(dl, 2 * dr, dl, rho, 0, dl, core, 0, 2 * dr, 0, work, 0, 2 * dr);              // a [a'] x [a'] (s b) -> a (s b)
            Gemm.tn(dr, dr, 2 * dl, core, 0, dr, work, 0, dr, 0, to, 0, dr);                       // [a s] b' x [a s] b -> b' b
        } else {
            Gemm.nn(dl, dr, dl, rho, 0, dl, core, bit * dr, 2 * dr, 0, work, 0, dr);
            Gemm.tn(dr, dr, dl, core, bit * dr, 2 * dr, work, 0, dr, 0, to, 0, dr);
        }
    }

    static void pull(double[] core, int dl, int dr, byte bit, double[] sigma, int sigmaAt, double[] to, int toAt, double[] work) {
        if (bit == HIDDEN) {
            Gemm.nn(2 * dl, dr, dr, core, 0, dr, sigma, sigmaAt, dr, 0, work, 0, dr);              // (a s) [b] x [b] b' -> (a s) b'
            Gemm.nt(dl, dl, 2 * dr, core, 0, 2 * dr, work, 0, 2 * dr, 0, to, toAt, dl);            // a [s b] x a' [s b] -> a a'
        } else {
            Gemm.nn(dl, dr, dr, core, bit * dr, 2 * dr, sigma, sigmaAt, dr, 0, work, 0, dr);
            Gemm.nt(dl, dl, dr, core, bit * dr, 2 * dr, work, 0, dr, 0, to, toAt, dl);
        }
    }

    static double trace(double[] rho, int d) {
        double sum = 0;
        for (int a = 0; a < d; a++) sum += rho[a * d + a];
        return sum;
    }

    /** tr(rho sigma) of two symmetric matrices. */
    static double overlap(double[] rho, double[] sigma, int sigmaAt, int d) {
        double sum = 0;
        for (int e = 0; e < d * d; e++) sum += rho[e] * sigma[sigmaAt + e];
        return sum;
    }

    static void scale(double[] rho, int at, int length, double factor) {
        for (int e = at; e < at + length; e++) rho[e] *= factor;
    }

    static void identity(double[] to, int at, int d) {
        java.util.Arrays.fill(to, at, at + d * d, 0);
        for (int a = 0; a < d; a++) to[at + a * d + a] = 1;
    }
}
