package org.spinspike.spikes;

import java.util.Arrays;
import org.spinspike.math.Require;

/**
 * How counts or traces become zeros and ones. With v the value of a bin, and m and s the median and 1.4826 times the median absolute
 * deviation of the neuron's values over everything observed:
 *
 * <pre>
 * any           v >= 1           spikes; v must be a count
 * median        v > m            events
 * threshold:X   v > X            events, X in the unit of the data
 * zscore:X      v > m + X s      events
 * onset:X       first bin of each run of bins with v > m + X s
 * peak:X        highest bin (the first of equals) of each such run
 * event:X       every bin of each run of bins with v > m + min(1, X) s in which some v > m + X s: the whole event, from where it leaves the baseline to where it is back
 * oasis:X       v > X, v being the event a deconvolution found, in standard deviations of the noise ({@link org.spinspike.spikes.trace.PreparedTraces} makes it of a trace)
 * </pre>
 *
 * A run ends with its trial or where nothing was observed; one under way when a trial begins counts as beginning there. Where s is 0, as in
 * sparse traces, m + X s is the median itself. Cost: linear, and one sort a neuron where a median is needed.
 *
 * @param kind  which of them
 * @param level X; 0 where there is none
 */
public record BinarisationRule(Kind kind, double level) {
    public enum Kind { ANY, MEDIAN, THRESHOLD, ZSCORE, ONSET, PEAK, EVENT, OASIS }

    public static final BinarisationRule ANY = new BinarisationRule(Kind.ANY, 0);
    public static final BinarisationRule MEDIAN = new BinarisationRule(Kind.MEDIAN, 0);
    private static final String KNOWN = "any, median, threshold:X, zscore:X, onset:X, peak:X, event:X or oasis:X";

    public BinarisationRule { Require.that(Double.isFinite(level), "the level of a rule must be a number, got " + level); }

    /** @param text as the command line has it: "any", "threshold:2.5" */
    public static BinarisationRule parse(String text) { return parse("--binarise", text); }

    /** @param option what is parsed, for messages */
    public static BinarisationRule parse(String option, String text) {
        int colon = text.indexOf(':');
        String word = colon < 0 ? text : text.substring(0, colon);
        Kind kind = Arrays.stream(Kind.values()).filter(k -> k.name().toLowerCase(java.util.Locale.ROOT).equals(word)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(option + " must be " + KNOWN + ", got '" + text + "'"));
        boolean takesLevel = kind != Kind.ANY && kind != Kind.MEDIAN;
        Require.that(takesLevel == colon >= 0, option + " " + word + (takesLevel ? " needs a level, as in " + word + ":2.5" : " takes no level") + ", got '" + text + "'");
        if (!takesLevel) return new BinarisationRule(kind, 0);
        try {
            return new BinarisationRule(kind, Double.parseDouble(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " " + word + " needs a number, got '" + text.substring(colon + 1) + "'");
        }
    }

    /** @return whether a one means "at least one spike"; otherwise it is an event */
    public boolean spikes() { return kind == Kind.ANY; }

    /** The value of an entry; asked only where {@code seen} says it was observed, and neuron after neuron. */
    @FunctionalInterface public interface Values { double at(int trial, int bin, int neuron); }

    /**
     * Where all values are whole and not negative they are counts, and the tally follows every spike; else only events are counted.
     *
     * @param seen which entries were observed; the others become unobserved entries
     * @throws IllegalArgumentException for a value the rule cannot take, with its place
     */
    public Binarised apply(Design design, Neurons cells, Values values, SpikeTrains.Rule seen) { return apply(design, cells, values, seen, true); }

    /** @param mayCount whether whole values may be counts; those of a fluorescence are none */
    public Binarised apply(Design design, Neurons cells, Values values, SpikeTrains.Rule seen, boolean mayCount) {
        boolean counts = check(design, cells.count(), values, seen) && mayCount;
        int n = cells.count();
        var builder = new SpikeTrains.Builder(design, cells);
        long[] read = new long[n], placed = new long[n], clipped = new long[n], outside = new long[n];
        for (int i = 0; i < n; i++) {
            double[] above = above(design, i, values, seen);
            for (int k = 0; k < design.trials(); k++) {
                boolean[] ones = ones(design.bins(k), k, i, above, values, seen);
                for (int t = 0; t < ones.length; t++) {
                    if (!seen.fires(k, t, i)) {
                        builder.unobserved(k, t, i);
                        continue;
                    }
                    if (counts) read[i] += (long) values.at(k, t, i);
                    if (!ones[t]) continue;
                    builder.set(k, t, i);
                    placed[i]++;
                }
            }
            read[i] = Math.max(read[i], placed[i]);       // an event need not hold a spike (threshold below 0): then it counts as its own
            clipped[i] = read[i] - placed[i];
        }
        Tally tally = new Tally(read, placed, clipped, outside);
        return new Binarised(builder.build().with(tally.total(toString(), spikes())), tally);
    }

    private boolean[] ones(int bins, int k, int i, double[] above, Values values, SpikeTrains.Rule seen) {
        boolean[] ones = new boolean[bins];
        for (int t = 0; t < bins; t++) ones[t] = seen.fires(k, t, i) && values.at(k, t, i) > above[0];
        if (kind == Kind.EVENT) return reaching(ones, k, i, above[1], values);
        if (kind != Kind.ONSET && kind != Kind.PEAK) return ones;
        boolean[] single = new boolean[bins];
        for (int t = 0; t < bins; t++) {
            if (!ones[t]) continue;
            int best = t, end = t;
            for (; end < bins && ones[end]; end++) if (kind == Kind.PEAK && values.at(k, end, i) > values.at(k, best, i)) best = end;
            single[best] = true;
            t = end;
        }
        return single;
    }

    /** Runs that rise above {@code top} somewhere stay, the others go. */
    private static boolean[] reaching(boolean[] ones, int k, int i, double top, Values values) {
        for (int t = 0, end; t < ones.length; t = end + 1) {
            boolean reaches = false;
            for (end = t; end < ones.length && ones[end]; end++) reaches |= values.at(k, end, i) > top;
            if (!reaches) Arrays.fill(ones, t, end, false);
        }
        return ones;
    }

    /** @return a one is a value above the first; of a whole event the second must be passed, too */
    private double[] above(Design design, int i, Values values, SpikeTrains.Rule seen) {
        if (kind == Kind.ANY) return new double[1];
        if (kind == Kind.THRESHOLD || kind == Kind.OASIS) return new double[] {level};
        double[] sorted = new double[Math.toIntExact(java.util.stream.IntStream.range(0, design.trials()).mapToLong(design::bins).sum())];
        int count = 0;
        for (int k = 0; k < design.trials(); k++)
            for (int t = 0; t < design.bins(k); t++) if (seen.fires(k, t, i)) sorted[count++] = values.at(k, t, i);
        double median = median(sorted, count);
        if (kind == Kind.MEDIAN) return new double[] {median};
        for (int n = 0; n < count; n++) sorted[n] = Math.abs(sorted[n] - median);
        double sd = 1.4826 * median(sorted, count), top = median + level * sd;
        return kind == Kind.EVENT ? new double[] {median + Math.min(1, level) * sd, top} : new double[] {top};
    }

    private static double median(double[] values, int count) {
        if (count == 0) return 0;                         // a neuron nobody observed has no ones anyway
        Arrays.sort(values, 0, count);
        return (values[(count - 1) / 2] + values[count / 2]) / 2;
    }

    /** @return whether all values are counts */
    private boolean check(Design design, int neurons, Values values, SpikeTrains.Rule seen) {
        boolean counts = true;
        for (int i = 0; i < neurons; i++)
            for (int k = 0; k < design.trials(); k++)
                for (int t = 0; t < design.bins(k); t++) {
                    if (!seen.fires(k, t, i)) continue;
                    double value = values.at(k, t, i);
                    if (value >= 0 && value <= 1L << 40 && value == Math.rint(value)) continue;
                    Require.that(Double.isFinite(value), place(k, t, i) + " is " + value + "; unobserved entries belong into an array 'observed'");
                    Require.that(kind != Kind.ANY, place(k, t, i) + " is " + value + ", which is no count; for traces there are median, threshold:X, zscore:X, onset:X, peak:X, event:X and oasis:X");
                    counts = false;
                }
        return counts;
    }

    private static String place(int k, int t, int i) { return "the value of trial " + k + ", bin " + t + ", neuron " + i; }

    @Override public String toString() {
        String word = kind.name().toLowerCase(java.util.Locale.ROOT);
        if (kind == Kind.ANY || kind == Kind.MEDIAN) return word;
        return word + ":" + (level == Math.rint(level) && Math.abs(level) < 1e9 ? "" + (long) level : "" + level);
    }
}
