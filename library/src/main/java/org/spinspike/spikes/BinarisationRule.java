package org.spinspike.spikes;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spinspike.math.Median;
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
        boolean counts = mayCount;
        int n = cells.count();
        var builder = new SpikeTrains.Builder(design, cells);
        long[] read = new long[n], placed = new long[n], clipped = new long[n], outside = new long[n];
        var column = new Column(design);
        long[] word = new long[column.value.length], hidden = new long[word.length];       // of 64 neurons, along time
        for (int i = 0; i < n; i++) {
            counts &= column.load(i, values, seen, kind == Kind.ANY);
            boolean[] ones = ones(column, above(column));
            long bit = 1L << (i & 63);
            for (int at = 0; at < ones.length; at++) {
                if (!column.seen[at]) hidden[at] |= bit;
                else if (ones[at]) {
                    word[at] |= bit;
                    placed[i]++;
                }
            }
            if ((i & 63) == 63 || i == n - 1) column.flush(word, hidden, i >> 6, builder);
            read[i] = column.sum();
        }
        for (int i = 0; i < n; i++) {
            read[i] = counts ? Math.max(read[i], placed[i]) : placed[i];       // an event need not hold a spike (threshold below 0): then it counts as its own
            clipped[i] = read[i] - placed[i];
        }
        Tally tally = new Tally(read, placed, clipped, outside);
        return new Binarised(builder.build().with(tally.total(toString(), spikes())), tally);
    }

    private boolean[] ones(Column column, double[] above) {
        boolean[] ones = new boolean[column.value.length];
        for (int at = 0; at < ones.length; at++) ones[at] = column.seen[at] && column.value[at] > above[0];
        if (kind != Kind.EVENT && kind != Kind.ONSET && kind != Kind.PEAK) return ones;
        boolean[] kept = new boolean[ones.length];
        for (int k = 0; k + 1 < column.first.length; k++)
            for (int at = column.first[k], end = column.first[k + 1]; at < end; at++) {
                if (!ones[at]) continue;
                int from = at, highest = at;
                for (; at < end && ones[at]; at++) if (column.value[at] > column.value[highest]) highest = at;
                if (kind != Kind.EVENT) kept[kind == Kind.PEAK ? highest : from] = true;
                else if (column.value[highest] > above[1]) Arrays.fill(kept, from, at, true);
            }
        return kept;
    }

    /** @return a one is a value above the first; of a whole event the second must be passed, too */
    private double[] above(Column column) {
        if (kind == Kind.ANY) return new double[1];
        if (kind == Kind.THRESHOLD || kind == Kind.OASIS) return new double[] {level};
        double[] observed = column.observed();
        if (observed.length == 0) return new double[2];   // a neuron nobody observed has no ones anyway
        double median = Median.of(observed);
        if (kind == Kind.MEDIAN) return new double[] {median};
        double sd = Median.sd(observed, median), top = median + level * sd;
        return kind == Kind.EVENT ? new double[] {median + Math.min(1, level) * sd, top} : new double[] {top};
    }

    /** The values of one neuron, trial after trial. */
    private static final class Column {
        private final Design design;
        private final int[] first;                        // of each trial, and the end
        private final double[] value;                     // 0 where not observed
        private final boolean[] seen;

        Column(Design design) {
            this.design = design;
            this.first = new int[design.trials() + 1];
            for (int k = 0; k < design.trials(); k++) first[k + 1] = Math.addExact(first[k], design.bins(k));
            this.value = new double[first[design.trials()]];
            this.seen = new boolean[value.length];
        }

        /** @return whether all values are counts */
        boolean load(int i, Values values, SpikeTrains.Rule observed, boolean countsOnly) {
            boolean counts = true;
            for (int k = 0; k < design.trials(); k++)
                for (int t = 0, at = first[k]; t < design.bins(k); t++, at++) {
                    seen[at] = observed.fires(k, t, i);
                    double v = value[at] = seen[at] ? values.at(k, t, i) : 0;
                    if (v >= 0 && v <= 1L << 40 && v == Math.rint(v)) continue;
                    if (!Double.isFinite(v)) throw new IllegalArgumentException(place(k, t, i) + " is " + v + "; unobserved entries belong into an array 'observed'");
                    if (countsOnly) throw new IllegalArgumentException(place(k, t, i) + " is " + v + ", which is no count; for traces there are median, threshold:X, zscore:X, onset:X, peak:X, event:X and oasis:X");
                    counts = false;
                }
            return counts;
        }

        /** Moves 64 neurons into the trains. */
        void flush(long[] ones, long[] hidden, int w, SpikeTrains.Builder to) {
            for (int k = 0; k < design.trials(); k++)
                for (int t = 0, at = first[k]; t < design.bins(k); t++, at++) to.word(k, t, w, ones[at], hidden[at]);
            Arrays.fill(ones, 0);
            Arrays.fill(hidden, 0);
        }

        long sum() { return Arrays.stream(value).mapToLong(v -> (long) v).sum(); }

        double[] observed() { return IntStream.range(0, value.length).filter(at -> seen[at]).mapToDouble(at -> value[at]).toArray(); }
    }

    private static String place(int k, int t, int i) { return "the value of trial " + k + ", bin " + t + ", neuron " + i; }

    @Override public String toString() {
        String word = kind.name().toLowerCase(java.util.Locale.ROOT);
        if (kind == Kind.ANY || kind == Kind.MEDIAN) return word;
        return word + ":" + (level == Math.rint(level) && Math.abs(level) < 1e9 ? "" + (long) level : "" + level);
    }
}
