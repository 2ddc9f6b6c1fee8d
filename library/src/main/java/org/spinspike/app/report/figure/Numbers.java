package org.spinspike.app.report.figure;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** How numbers are written, in figures and on the page: point for decimals, a true minus sign, as many digits as the interval deserves. */
public final class Numbers {
    public static final String UNDEFINED = "undefined";

    private Numbers() {}

    public static DecimalFormat format(int decimals) {
        var symbols = new DecimalFormatSymbols(Locale.ROOT);
        symbols.setMinusSign('\u2212');
        return new DecimalFormat("0" + (decimals > 0 ? "." + "0".repeat(decimals) : ""), symbols);
    }

    public static String of(double value, int decimals) {
        if (Double.isNaN(value)) return UNDEFINED;
        if (Double.isInfinite(value)) return value > 0 ? "\u221E" : "\u2212\u221E";
        String text = format(decimals).format(value);
        return text.matches("\u22120(\\.0*)?") ? text.substring(1) : text;      // no negative zero
    }

    /** Three significant digits; powers of ten below 1/1000 and above a million. */
    public static String of(double value) {
        double size = Math.abs(value);
        if (Double.isNaN(value) || Double.isInfinite(value) || value == 0) return of(value, 0);
        int exponent = (int) Math.floor(Math.log10(size));
        if (exponent < -3 || exponent >= 6) return of(value / Math.pow(10, exponent), 1) + "\u00D710" + superscript(exponent);
        return of(value, Math.max(0, 2 - exponent));
    }

    /** As it was given: "0.2", "1". */
    public static String given(double value) { return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString().replace('-', '\u2212'); }

    /** "0.31 [0.28, 0.34]": as many decimals as the interval's width deserves, and up to two more where an end that is not 0 would read as 0. */
    public static String interval(double value, double low, double high) {
        if (Double.isNaN(value)) return UNDEFINED;
        if (Double.isNaN(low) || Double.isNaN(high)) return of(value);
        int decimals = decimals(high - low), most = decimals + 2;
        while (decimals < most && (vanishes(low, decimals) || vanishes(high, decimals))) decimals++;
        return of(value, decimals) + " [" + of(low, decimals) + ", " + of(high, decimals) + "]";
    }

    private static boolean vanishes(double value, int decimals) { return Math.abs(value) >= 1e-6 && Math.abs(value) < .5 * Math.pow(10, -decimals); }

    /** @return decimals that show one digit of an interval's width, two where the first is a 1; 0..5 */
    public static int decimals(double width) {
        if (!(width > 1e-6) || Double.isInfinite(width)) return 3;
        return (int) Math.max(0, Math.min(5, Math.ceil(.3 - Math.log10(width))));
    }

    /** "0.012", "< 0.001" */
    public static String p(double p) { return Double.isNaN(p) ? UNDEFINED : p < .001 ? "< 0.001" : of(p, 3); }

    /** "12,345" */
    public static String count(long value) { return String.format(Locale.ROOT, "%,d", value); }

    /** "4.4 %" */
    public static String percent(double share) { return Double.isNaN(share) ? UNDEFINED : of(100 * share, share != 0 && Math.abs(share) < .0995 ? 1 : 0) + "\u00A0%"; }

    static String superscript(int exponent) {
        var out = new StringBuilder();
        for (char c : Integer.toString(exponent).toCharArray())
            out.append(c == '-' ? '\u207B' : "\u2070\u00B9\u00B2\u00B3\u2074\u2075\u2076\u2077\u2078\u2079".charAt(c - '0'));
        return out.toString();
    }
}
