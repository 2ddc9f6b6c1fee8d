package org.spinspike.math.special;

/**
 * The hyperbolic tangent of many numbers at once, in loops that compile to vector instructions: about eight times as fast as {@link Math#tanh}, and within
 * 1.3e-15 of it, relatively.
 *
 * <p>x / 32, at most .625, goes into the seventh convergent of Lambert's continued fraction x / (1 + x^2 / (3 + x^2 / (5 + ...))), which is off by 4e-15 x^15 there;
 * then tanh 2x = 2 tanh x / (1 + tanh^2 x) five times, as fractions that are divided twice. Beyond 20 the value is that at 20, which is 1.
 */
public final class Tanh {
    private static final double LARGEST = 20, DOUBLINGS = 1. / 32;

    private Tanh() {}

    /**
     * @param x   first {@code n} are read. Not modified, unless it is {@code out}.
     * @param out first {@code n} entries: tanh x. Modified.
     */
    public static void of(double[] x, int n, double[] out) {
        reduce(x, n, out);
        convergent(out, n);
        twice(out, n);
        fourTimes(out, n);
        fourTimes(out, n);
    }

    private static void reduce(double[] x, int n, double[] out) {
        for (int k = 0; k < n; k++) out[k] = DOUBLINGS * Math.max(-LARGEST, Math.min(LARGEST, x[k]));
    }

    private static void convergent(double[] x, int n) {
        for (int k = 0; k < n; k++) {
            double y = x[k], z = y * y;
            x[k] = y * (135135 + z * (17325 + z * (378 + z))) / (135135 + z * (62370 + z * (3150 + z * 28)));
        }
    }

    private static void twice(double[] x, int n) {
        for (int k = 0; k < n; k++) {
            double y = x[k];
            x[k] = 2 * y / (1 + y * y);
        }
    }

    private static void fourTimes(double[] x, int n) {
        for (int k = 0; k < n; k++) {
            double y = x[k], d = 1 + y * y, m = y + y;
            x[k] = 2 * m * d / (d * d + m * m);
        }
    }
}
