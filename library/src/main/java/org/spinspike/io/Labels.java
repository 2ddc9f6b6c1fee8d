package org.spinspike.io;

import org.spinspike.math.NamedArray;

/** Labels as text, whatever they were stored as: whole numbers are written without a point. */
final class Labels {
    private Labels() {}

    static String[] of(NamedArray array) {
        if (array.isText()) return array.texts();
        double[] values = array.doubles();
        String[] out = new String[values.length];
        for (int n = 0; n < out.length; n++) out[n] = of(values[n]);
        return out;
    }

    /** @return six digits at most, no zeros behind */
    static String digits(double value) { return !Double.isFinite(value) ? "" + value : new java.math.BigDecimal(value).round(new java.math.MathContext(6)).stripTrailingZeros().toPlainString(); }

    static String of(double value) { return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value); }
}
