package org.spinspike.spikes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.Require;

/**
 * What the experimenter fixed: how many trials of which length, at what time, in which condition, with which covariates.
 * A recording is a design with spikes; a sample is drawn "in the design" of the data it is compared with.
 *
 * <p>A trial cut into windows keeps where it came from: {@code source} is the trial it was cut from and {@code offset} its first bin there.
 * Rates over time go by the {@linkplain #clock clock} (offset + bin); splits, bootstraps and permutations go by source trial.
 */
public final class Design {
    private final int[] lengths, source, offset;
    private final int bins, clockBins;
    private final double binSeconds;
    private final List<String> conditions;               // null where unknown
    private final double[] startSeconds;                 // null where unknown
    private final Covariates covariates;                 // null where there are none

    /**
     * @param lengths      bins of each trial
     * @param binSeconds   width of a bin, seconds
     * @param source       the trial each was cut from, or null: each is a trial of its own
     * @param offset       first bin within the source trial, or null: 0
     * @param conditions   label of each trial, or null
     * @param startSeconds time of the trial's first bin in the recording, or null
     * @param covariates   for trials x max(lengths) bins, or null
     */
    public Design(int[] lengths, double binSeconds, int[] source, int[] offset, List<String> conditions, double[] startSeconds, Covariates covariates) {
        this.lengths = lengths.clone();
        for (int k = 0; k < lengths.length; k++) if (lengths[k] < 1) Require.atLeast("bins of trial " + k, lengths[k], 1);
        this.bins = Arrays.stream(lengths).max().orElse(0);
        this.binSeconds = Require.positive("bin width in seconds", binSeconds);
        this.source = source == null ? IntStream.range(0, lengths.length).toArray() : source.clone();
        this.offset = offset == null ? new int[lengths.length] : offset.clone();
        Require.length("source trials", this.source.length, lengths.length);
        Require.length("offsets", this.offset.length, lengths.length);
        this.conditions = conditions == null ? null : List.copyOf(conditions);
        if (conditions != null) Require.length("conditions", conditions.size(), lengths.length);
        this.startSeconds = startSeconds == null ? null : Require.length("trial start times", startSeconds, lengths.length).clone();
        this.covariates = covariates;
        if (covariates != null) {
            Require.length("trials of covariates", covariates.trials(), lengths.length);
            Require.length("bins of covariates", covariates.bins(), bins);
        }
        int clock = 0;
        for (int k = 0; k < lengths.length; k++) clock = Math.max(clock, this.offset[k] + lengths[k]);
        this.clockBins = clock;
    }

    /** Trials of equal length of which nothing else is known. */
    public static Design plain(int trials, int bins, double binSeconds) {
        int[] lengths = new int[trials];
        Arrays.fill(lengths, bins);
        return new Design(lengths, binSeconds, null, null, null, null, null);
    }

    public int trials()          { return lengths.length; }
    /** @return bins of the longest trial */
    public int bins()            { return bins; }
    /** @return bins of trial k */
    public int bins(int k)       { return lengths[k]; }
    public boolean ragged()      { return Arrays.stream(lengths).anyMatch(n -> n != bins); }
    public double binSeconds()   { return binSeconds; }
    public int source(int k)     { return source[k]; }
    public int offset(int k)     { return offset[k]; }
    /** @return the bin's place in the source trial: what rates over time go by */
    public int clock(int k, int t) { return offset[k] + t; }
    /** @return length of a table of rates over time: one more than the largest clock */
    public int clockBins()       { return clockBins; }
    public Optional<List<String>> conditions() { return Optional.ofNullable(conditions); }
    public Optional<double[]> startSeconds()   { return Optional.ofNullable(startSeconds).map(double[]::clone); }
    public Optional<Covariates> covariates()   { return Optional.ofNullable(covariates); }
    /** @return whether the trials are windows of longer ones */
    public boolean windows()     { return IntStream.range(0, trials()).anyMatch(k -> offset[k] != 0 || source[k] != k); }
    /** @return what a trial is called: a "window" where several were cut from one, or one does not begin where its source does */
    public String word() { return sources() < trials() || IntStream.of(offset).anyMatch(o -> o != 0) ? "window" : "trial"; }
    /** @return number of different source trials */
    public int sources()         { return (int) Arrays.stream(source).distinct().count(); }
    /** @return whether rates over time mean anything: several trials share one clock */
    public boolean aligned()     { return sources() > 1; }
    public double seconds()      { return Arrays.stream(lengths).asLongStream().sum() * binSeconds; }

    /** The given trials, in that order; one may stand several times. */
    public Design select(int[] which) {
        return rearranged(which, new int[which.length], IntStream.of(which).map(k -> lengths[k]).toArray(), false);
    }

    /** {@code trials} trials in this design, taken round and round; every round has source trials of its own, as what is drawn in it is drawn anew. */
    public Design cycled(int trials) {
        Design round = select(IntStream.range(0, trials).map(n -> n % trials()).toArray());
        int next = Arrays.stream(source).max().orElse(-1) + 1;
        int[] own = IntStream.range(0, trials).map(n -> Math.addExact(round.source[n], Math.multiplyExact(n / trials(), next))).toArray();
        return new Design(round.lengths, binSeconds, own, round.offset, round.conditions, round.startSeconds, round.covariates);
    }

    /**
     * The same trials, each a source trial of its own: what is drawn anew for each belongs to no other.
     *
     * @param clock whether they keep their places in the trials they were cut from; without, each begins at bin 0
     */
    public Design drawn(boolean clock) { return new Design(lengths, binSeconds, null, clock ? offset : null, conditions, startSeconds, covariates); }

    /** The same trials, each of {@code bins} bins; covariates are known for the bins there were, and longer trials are refused where there are any. */
    public Design withBins(int bins) {
        Require.that(covariates == null || bins <= covariates.bins(), "covariates are known for " + this.bins + " bins, " + bins + " were asked for");
        int[] equal = new int[trials()];
        Arrays.fill(equal, Require.atLeast("bins", bins, 1));
        Covariates shortened = covariates == null ? null : covariates.rearranged(IntStream.range(0, trials()).toArray(), new int[trials()], bins);
        return new Design(equal, binSeconds, source, offset, conditions, startSeconds, shortened);
    }

    /** Without covariates: what is kept of a design inside a model file. */
    public Design withoutCovariates() {
        return new Design(lengths, binSeconds, source, offset, conditions, startSeconds, null);
    }

    /** @return the trials that reach past bin {@code from}: those {@link #selectBins} keeps */
    public int[] reaching(int from) { return IntStream.range(0, trials()).filter(k -> lengths[k] > from).toArray(); }

    /** Bins [from, to) of every trial; trials that end before {@code from} are left out. The clock starts anew at {@code from}. */
    public Design selectBins(int from, int to) {
        Require.that(0 <= from && from < to && to <= bins, "bins must lie within 0:" + bins + " and not be empty, got " + from + ":" + to);
        int[] trials = reaching(from), starts = new int[trials.length];
        Arrays.fill(starts, from);
        return rearranged(trials, starts, IntStream.of(trials).map(k -> Math.min(lengths[k], to) - from).toArray(), false);
    }

    /** For each new trial n: {@code length[n]} bins of old trial {@code trial[n]}, from its bin {@code from[n]} on. */
    Design rearranged(int[] trial, int[] from, int[] length, boolean moveClock) {
        int n = trial.length;
        int[] newSource = new int[n], newOffset = new int[n];
        double[] start = startSeconds == null ? null : new double[n];
        for (int w = 0; w < n; w++) {
            newSource[w] = source[trial[w]];
            newOffset[w] = offset[trial[w]] + (moveClock ? from[w] : 0);
            if (start != null) start[w] = startSeconds[trial[w]] + from[w] * binSeconds;
        }
        int newBins = Arrays.stream(length).max().orElse(0);
        return new Design(length, binSeconds, newSource, newOffset,
                conditions == null ? null : IntStream.of(trial).mapToObj(conditions::get).toList(), start,
                covariates == null ? null : covariates.rearranged(trial, from, newBins));
    }

    @Override public boolean equals(Object o) {
        return o instanceof Design d && Arrays.equals(lengths, d.lengths) && binSeconds == d.binSeconds && Arrays.equals(source, d.source)
                && Arrays.equals(offset, d.offset) && java.util.Objects.equals(conditions, d.conditions)
                && Arrays.equals(startSeconds, d.startSeconds)
                && (covariates == null ? d.covariates == null : d.covariates != null && covariates.names().equals(d.covariates.names())
                        && Arrays.equals(covariates.values(), d.covariates.values()));
    }
    @Override public int hashCode() { return Arrays.hashCode(lengths) * 31 + Arrays.hashCode(offset); }
}
