package org.spinspike.app.report.figure;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;

/**
 * One axis: what it measures, from where to where, and which ticks.
 *
 * @param title with the unit
 * @param step  between ticks
 * @param words what stands at a tick
 */
record Scale(String title, double low, double high, double step, DoubleFunction<String> words) {

    /** Ticks at 1, 2 or 5 times a power of ten, about {@code ticks} of them. */
    static Scale of(String title, double low, double high, int ticks) {
        if (!(high > low)) {                              // one value only, or none
            double centre = Double.isFinite(low) ? low : 0, room = centre == 0 ? 1 : Math.abs(centre) / 2;
            return of(title, centre - room, centre + room, ticks);
        }
        double step = step((high - low) / Math.max(1, ticks));
        int decimals = Math.max(0, (int) -Math.floor(Math.log10(step) + 1e-9));
        return new Scale(title, low, high, step, v -> Numbers.of(v, decimals));
    }

    /** Whole numbers only: counts, trials, steps. */
    static Scale whole(String title, double low, double high, int ticks) {
        Scale scale = of(title, low, high, ticks);
        return new Scale(title, scale.low, scale.high, Math.max(1, scale.step), v -> Numbers.of(v, 0));
    }

    /** Around all finite values, with a little air; {@code zero} makes 0 part of it. */
    static Scale around(String title, boolean zero, int ticks, double[]... values) {
        double[] all = Arrays.stream(values).flatMapToDouble(DoubleStream::of).filter(Double::isFinite).toArray();
        double low = Arrays.stream(all).min().orElse(0), high = Arrays.stream(all).max().orElse(1);
        if (zero) {
            low = Math.min(0, low);
            high = Math.max(0, high);
        }
        if (low == high) return of(title, low, high, ticks);
        double air = .05 * (high - low);
        return of(title, zero && low == 0 ? 0 : low - air, zero && high == 0 ? 0 : high + air, ticks);
    }

    /** The same with more room at both ends: for words beside the outermost marks. */
    Scale withAir(double share) { return new Scale(title, low - share * (high - low), high + share * (high - low), step, words); }

    /** For values given as powers of ten: 1, 0.1, 0.01, 10^-3 ... */
    static Scale powersOfTen(String title, int low, int high) {
        int step = Math.max(1, (high - low + 5) / 6);
        return new Scale(title, low, high, step, v -> {
            int n = (int) Math.round(v);
            return n > 3 || n < -2 ? "10" + Numbers.superscript(n) : Numbers.of(Math.pow(10, n), Math.max(0, -n));
        });
    }

    /** Names at 0, 1, 2 ...; the first one on top. */
    static Scale names(List<String> names) {
        return new Scale("", -names.size() + .5, .5, 1, v -> {
            int n = (int) Math.round(-v);
            return n >= 0 && n < names.size() ? names.get(n) : "";
        });
    }

    private static double step(double least) {
        double ten = Math.pow(10, Math.floor(Math.log10(least)));
        for (double factor : new double[] {1, 2, 5}) if (factor * ten >= least * .75) return factor * ten;
        return 10 * ten;
    }

    /** @return the ticks' words, low to high */
    List<String> ticks() {
        long first = (long) Math.ceil(low / step - 1e-9), last = (long) Math.floor(high / step + 1e-9);
        return java.util.stream.LongStream.rangeClosed(first, last).mapToObj(n -> words.apply(n * step)).toList();
    }

    NumberFormat format() {
        return new NumberFormat() {
            @Override public StringBuffer format(double v, StringBuffer to, FieldPosition p) { return to.append(words.apply(v)); }
            @Override public StringBuffer format(long v, StringBuffer to, FieldPosition p) { return to.append(words.apply(v)); }
            @Override public Number parse(String source, ParsePosition p) { throw new UnsupportedOperationException("axes only write"); }
        };
    }
}
