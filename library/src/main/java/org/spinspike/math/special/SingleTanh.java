package org.spinspike.math.special;

/**
 * The hyperbolic tangent in single precision, of whole rows: no branches and no exponentials, so that the compiler uses wide registers.
 *
 * <pre>tanh x = P / Q by four terms of Lambert's continued fraction at x / 4, then twice  (P, Q) &lt;- (2 P Q, P^2 + Q^2),  which is tanh 2z = 2 tanh z / (1 + tanh^2 z)</pre>
 *
 * Absolute error below 2.5e-7. Arguments are clamped at 9.2, where tanh is 1 to that error; NaN stays NaN.
 */
public final class SingleTanh {
    private static final float WIDEST = 9.2f;

    private SingleTanh() {}

    /**
     * x_i = tanh(x_i + shift_i) for a row.
     *
     * @param x     the row begins at {@code at}. Modified.
     * @param shift its length is that of the row. Not modified.
     */
    public static void ofSum(float[] x, int at, float[] shift) {
        int end = at + shift.length;
        for (int i = 0; i < shift.length; i++) x[at + i] = (x[at + i] + shift[i]) * .25f;
        for (int i = at; i < end; i++) x[i] = Math.min(WIDEST / 4, x[i]);        // in loops of their own: together they are not compiled to wide registers
        for (int i = at; i < end; i++) x[i] = Math.max(-WIDEST / 4, x[i]);
        for (int i = at; i < end; i++) {
            float z = x[i], y = z * z, p = z * (1 + y * (2f / 21)), q = 1 + y * (3f / 7 + y * (1f / 105));
            float p2 = 2 * p * q, q2 = p * p + q * q;
            x[i] = 2 * p2 * q2 / (p2 * p2 + q2 * q2);
        }
    }
}
