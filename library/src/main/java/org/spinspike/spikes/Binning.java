package org.spinspike.spikes;

import java.util.Arrays;
import org.spinspike.math.Require;

/**
 * From spike times to trials of bins, in whole ticks. Bin t of trial k is [start_k + t w, start_k + (t+1) w): a spike at an edge belongs to the
 * bin that begins there. A trial has (stop_k - start_k) / w bins, an exact integer division; what remains at its end is dropped and reported.
 *
 * <p>A bin counts as observed for a unit where the whole of it lies within the unit's observation intervals.
 *
 * <p>Conservation: trials may overlap, and a spike is then placed in each of them; {@code read} counts a spike once for every observed bin
 * it falls into, and once (as outside) where it falls into none. So {@code read = placed + clipped + outside}, neuron by neuron, and where no
 * trials overlap {@code read} is the number of spikes. Cost: linear in units x bins, and spikes x log.
 */
public final class Binning {
    /** Share of the heap the packed trains may take. */
    private static final double SHARE = .4;

    private Binning() {}

    /**
     * @param binarised      the trains and the account of every spike
     * @param partialSeconds time at the ends of trials too short for a bin, in all trials together
     * @param partialTrials  trials that have such an end
     * @param tooShort       windows left out because not one bin fits into them
     */
    public record Result(Binarised binarised, double partialSeconds, int partialTrials, int tooShort) {}

    /**
     * @param binSeconds width of a bin, a multiple of the recording's tick
     * @param rule       what makes a one of the spikes in a bin
     * @throws IllegalArgumentException where the width does not fit the clock, no window holds a bin, or the trains would not fit into memory
     */
    public static Result bin(Recording recording, double binSeconds, Windows windows, BinarisationRule rule) {
        Require.that(rule.kind() != BinarisationRule.Kind.OASIS, "--binarise oasis deconvolves traces; spike times need no deconvolution");
        Clock clock = recording.clock();
        long width = clock.binTicks(binSeconds);
        int[] fitting = java.util.stream.IntStream.range(0, windows.count()).filter(k -> windows.stop()[k] - windows.start()[k] >= width).toArray();
        Require.that(fitting.length > 0, "no bin of " + 1e3 * binSeconds + " ms fits into a window: the longest has "
                + 1e3 * clock.seconds(java.util.stream.IntStream.range(0, windows.count()).mapToLong(k -> windows.stop()[k] - windows.start()[k]).max().orElse(0)) + " ms");
        Windows used = windows.select(fitting);
        int trials = used.count();
        int[] lengths = new int[trials];
        long partial = 0, total = 0;
        int partialTrials = 0;
        for (int k = 0; k < trials; k++) {
            long ticks = used.stop()[k] - used.start()[k], bins = ticks / width;
            total = Math.addExact(total, bins);
            lengths[k] = (int) Math.min(Integer.MAX_VALUE, bins);
            partial += ticks % width;
            if (ticks % width != 0) partialTrials++;
        }
        checkMemory(total, recording.units());
        double[] start = Arrays.stream(used.start()).mapToDouble(clock::seconds).toArray();
        Design design = new Design(lengths, binSeconds, null, null, used.conditions().orElse(null), start, covariates(recording, used, lengths, width));
        Counts counts = new Counts(recording, used, lengths, width);
        Binarised inside = rule.apply(design, recording.cells(), counts, counts::observed);
        Tally tally = counts.withOutside(inside.tally());
        SpikeTrains trains = inside.trains().with(tally.total(rule.toString(), rule.spikes()));
        return new Result(new Binarised(trains, tally), clock.seconds(partial), partialTrials, windows.count() - trials);
    }

    private static void checkMemory(long bins, int units) {
        double bytes = 8. * bins * ((units + 63) / 64) * 3;              // bits, mask, and a copy while they are built
        long heap = Runtime.getRuntime().maxMemory();
        String what = bins + " bins of " + units + " units ", hint = "; a wider bin, shorter windows or fewer units help. Is its width in milliseconds?";
        Require.that(bytes < SHARE * heap, what + "need about " + (long) (bytes / (1 << 20)) + " MiB, and " + (long) (SHARE * heap / (1 << 20)) + " MiB may be used (" + Math.round(100 * SHARE) + " % of the heap)" + hint);
        Require.that(bins < 1L << 30, what + "are more than " + (1L << 30) + " bins" + hint);
    }

    private static Covariates covariates(Recording recording, Windows used, int[] lengths, long width) {
        if (recording.series().isEmpty()) return null;
        int bins = Arrays.stream(lengths).max().orElse(0);
        var names = new java.util.ArrayList<String>();
        for (Series series : recording.series().values())
            for (String column : series.columns()) names.add(series.columns().size() == 1 ? series.name() : series.name() + "." + column);
        float[] values = new float[Math.multiplyExact(Math.multiplyExact(lengths.length, bins), names.size())];
        for (int k = 0; k < lengths.length; k++)
            for (int t = 0; t < lengths[k]; t++) {
                int at = (k * bins + t) * names.size();
                double from = recording.clock().seconds(used.start()[k] + t * width), to = recording.clock().seconds(used.start()[k] + (t + 1) * width);
                for (Series series : recording.series().values())
                    for (int c = 0; c < series.columns().size(); c++) values[at++] = (float) series.mean(c, from, to);
            }
        return new Covariates(names, lengths.length, bins, values);
    }

    /** Spikes in every bin of one unit at a time; rules ask unit after unit. */
    private static final class Counts implements BinarisationRule.Values {
        private final Recording recording;
        private final Windows windows;
        private final int[] lengths, first;
        private final long width;
        private final int[] counts;
        private final boolean[] seen;
        private int unit = -1;

        Counts(Recording recording, Windows windows, int[] lengths, long width) {
            this.recording = recording;
            this.windows = windows;
            this.lengths = lengths;
            this.width = width;
            this.first = new int[lengths.length + 1];
            for (int k = 0; k < lengths.length; k++) first[k + 1] = first[k] + lengths[k];
            this.counts = new int[first[lengths.length]];
            this.seen = recording.observed().isPresent() ? new boolean[counts.length] : null;
        }

        @Override public double at(int k, int t, int i) {
            if (i != unit) load(i);
            return counts[first[k] + t];
        }

        boolean observed(int k, int t, int i) {
            if (seen == null) return true;
            if (i != unit) load(i);
            return seen[first[k] + t];
        }

        /** Every spike the bins did not take, once. */
        Tally withOutside(Tally inside) {
            long[] read = inside.read().clone(), outside = inside.outside().clone();
            for (int i = 0; i < recording.units(); i++) {
                load(i);
                long[] ticks = ticks(i);
                boolean[] taken = new boolean[ticks.length];
                for (int k = 0; k < lengths.length; k++)
                    for (int n = firstAtOrAfter(ticks, windows.start()[k]); n < ticks.length; n++) {
                        long t = (ticks[n] - windows.start()[k]) / width;
                        if (t >= lengths[k]) break;
                        taken[n] |= seen == null || seen[first[k] + (int) t];
                    }
                for (boolean one : taken) if (!one) outside[i]++;
                read[i] += outside[i];
            }
            return new Tally(read, inside.placed(), inside.clipped(), outside);
        }

        private void load(int i) {
            unit = i;
            Arrays.fill(counts, 0);
            long[] ticks = ticks(i);
            for (int k = 0; k < lengths.length; k++)
                for (int n = firstAtOrAfter(ticks, windows.start()[k]); n < ticks.length; n++) {
                    long t = (ticks[n] - windows.start()[k]) / width;
                    if (t >= lengths[k]) break;
                    counts[first[k] + (int) t]++;
                }
            if (seen != null) watch(recording.observed().get().get(i).ticks(recording.clock()));
        }

        private void watch(long[] pairs) {
            Arrays.fill(seen, false);
            for (int k = 0; k < lengths.length; k++)
                for (int n = 0; n < pairs.length; n += 2) {
                    long from = Math.max(0, -Math.floorDiv(windows.start()[k] - pairs[n], width));      // the first bin that begins inside
                    long to = Math.min(lengths[k], Math.floorDiv(pairs[n + 1] - windows.start()[k], width));
                    for (long t = from; t < to; t++) seen[first[k] + (int) t] = true;
                }
        }

        private long[] ticks(int i) {
            double[] times = recording.times()[i];
            long[] ticks = new long[times.length];
            for (int n = 0; n < ticks.length; n++) ticks[n] = recording.clock().ticks(times[n]);
            return ticks;
        }

        private static int firstAtOrAfter(long[] ticks, long tick) {
            int at = Arrays.binarySearch(ticks, tick);
            if (at < 0) return -at - 1;
            while (at > 0 && ticks[at - 1] == tick) at--;
            return at;
        }
    }
}
