package org.spinspike.spikes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spinspike.math.Count;
import org.spinspike.math.Require;

/**
 * Binarised activity of a neural population: trials x bins x neurons, each entry 0 or 1, or not observed. Immutable.
 *
 * <p>Trials may differ in length. "Not observed" is never "no spike": an unobserved entry holds 0 and is marked in the mask; statistics and
 * models leave it out. A static pattern is a trial of one bin, so every model speaks this one type.
 *
 * <p>Stored packed, one bit an entry: bin t of trial k occupies {@link #wordsPerBin()} longs, neuron i at bit i % 64 of word i / 64.
 */
public final class SpikeTrains {
    private final Design design;
    private final Neurons cells;
    private final Binarisation binarisation;
    private final int wordsPerBin;
    private final int[] firstWord;                       // of each trial
    private final long[] bits;
    private final long[] observed;                       // same layout; null where everything was observed

    private SpikeTrains(Design design, Neurons cells, Binarisation binarisation, long[] bits, long[] observed) {
        this.design = design;
        this.cells = cells;
        this.wordsPerBin = wordsPerBin(cells.count());
        this.firstWord = firstWords(design, wordsPerBin);
        this.bits = bits;
        this.observed = observed;
        this.binarisation = binarisation != null ? binarisation : Binarisation.given(Arrays.stream(bits).map(Long::bitCount).sum());
    }

    /** Asks {@code rule} once for every entry, all of them observed. */
    public static SpikeTrains generate(Design design, Neurons cells, Rule rule) {
        var builder = new Builder(design, cells);
        for (int k = 0; k < design.trials(); k++)
            for (int t = 0; t < design.bins(k); t++)
                for (int i = 0; i < cells.count(); i++)
                    if (rule.fires(k, t, i)) builder.set(k, t, i);
        return builder.build();
    }

    /** Trials of equal length, unnamed neurons, 10 ms bins: the short form for tests and examples. */
    public static SpikeTrains generate(int trials, int bins, int neurons, Rule rule) {
        return generate(Design.plain(trials, bins, .01), Neurons.unnamed(neurons), rule);
    }

    public int trials()     { return design.trials(); }
    /** @return bins of the longest trial */
    public int bins()       { return design.bins(); }
    public int bins(int k)  { return design.bins(k); }
    public int neurons()    { return cells.count(); }
    public Design design()  { return design; }
    public Neurons cells()  { return cells; }
    /** @return how the zeros and ones came about; of the whole import, also where this is a part of it */
    public Binarisation binarisation() { return binarisation; }

    public boolean fires(int k, int t, int i) {
        return (bits[firstWord[k] + t * wordsPerBin + (i >> 6)] >>> (i & 63) & 1) != 0;
    }

    /** @return whether anybody looked; always false past the end of a trial */
    public boolean observed(int k, int t, int i) {
        if (t >= design.bins(k)) return false;
        return observed == null || (observed[firstWord[k] + t * wordsPerBin + (i >> 6)] >>> (i & 63) & 1) != 0;
    }

    /** @return whether every entry of every trial's own bins was observed */
    public boolean fullyObserved() { return observed == null; }

    public boolean fullyObserved(int k) {
        if (observed == null) return true;
        for (int t = 0; t < bins(k); t++)
            for (int w = 0; w < wordsPerBin; w++)
                if (observedWord(k, t, w) != fullWord(w)) return false;
        return true;
    }

    public int wordsPerBin() { return wordsPerBin; }

    /** @return 64 neurons at once: those from 64 w on, in bin t of trial k */
    public long word(int k, int t, int w) { return bits[firstWord[k] + t * wordsPerBin + w]; }

    /** @return the mask of {@link #word}; bits past the last neuron are 0 */
    public long observedWord(int k, int t, int w) {
        return observed == null ? fullWord(w) : observed[firstWord[k] + t * wordsPerBin + w];
    }

    /** @return active neurons in the bin, among the observed */
    public int population(int k, int t) {
        int count = 0;
        for (int w = 0; w < wordsPerBin; w++) count += Long.bitCount(word(k, t, w));
        return count;
    }

    /** @return ones in the whole recording */
    public long spikes() { return Arrays.stream(bits).map(Long::bitCount).sum(); }

    /** @return ones of each neuron */
    public long[] ones() {
        long[] ones = new long[neurons()];
        for (int at = 0; at < bits.length; at++)
            for (long rest = bits[at]; rest != 0; rest &= rest - 1) ones[(at % wordsPerBin << 6) + Long.numberOfTrailingZeros(rest)]++;
        return ones;
    }

    /** @return observed entries of trial k */
    public long observations(int k) {
        long count = 0;
        for (int t = 0; t < bins(k); t++) for (int w = 0; w < wordsPerBin; w++) count += Long.bitCount(observedWord(k, t, w));
        return count;
    }

    public long observations() { return IntStream.range(0, trials()).mapToLong(this::observations).sum(); }

    /** @return the bits of trial k as 0/1, row-major [bins(k), neurons]: the time-major order of sites */
    public byte[] flat(int k) {
        int n = neurons();
        byte[] out = new byte[bins(k) * n];
        for (int t = 0; t < bins(k); t++) for (int i = 0; i < n; i++) if (fires(k, t, i)) out[t * n + i] = 1;
        return out;
    }

    // ---- parts and rearrangements; all keep names, labels, times, masks and covariates

    /** The given trials, in that order; one may stand several times. */
    public SpikeTrains select(int[] trials) {
        return copy(design.select(trials), cells, (n, t, i, to) -> carry(trials[n], t, i, to, n, t, i));
    }

    /** The given neurons, in that order. */
    public SpikeTrains selectNeurons(int[] which) {
        return copy(design, cells.select(which), (n, t, i, to) -> carry(n, t, which[i], to, n, t, i));
    }

    /** Bins [from, to) of every trial; trials that end before {@code from} are left out. The clock starts anew at {@code from}. */
    public SpikeTrains selectBins(int from, int to) {
        int[] trials = design.reaching(from);
        return copy(design.selectBins(from, to), cells, (n, t, i, into) -> carry(trials[n], from + t, i, into, n, t, i));
    }

    /**
     * Every trial cut into windows of {@code length} bins with {@code gap} bins left out between them; what remains at the end is left out.
     * Windows keep their source trial and the offset in it.
     */
    public SpikeTrains cut(int length, int gap) {
        Require.atLeast("window length in bins", length, 1);
        Require.atLeast("gap in bins", gap, 0);
        List<Integer> trial = new ArrayList<>(), start = new ArrayList<>();
        for (int k = 0; k < trials(); k++)
            for (int t = 0; t + length <= bins(k); t += length + gap) {
                trial.add(k);
                start.add(t);
            }
        Require.that(!trial.isEmpty(), "a window of " + length + " bins must fit into a trial, the longest has " + bins());
        int[] lengths = new int[trial.size()];
        Arrays.fill(lengths, length);
        return windows(trial.stream().mapToInt(Integer::intValue).toArray(), start.stream().mapToInt(Integer::intValue).toArray(), lengths, true);
    }

    private SpikeTrains windows(int[] trial, int[] from, int[] length, boolean moveClock) {
        return copy(design.rearranged(trial, from, length, moveClock), cells, (n, t, i, to) -> carry(trial[n], from[n] + t, i, to, n, t, i));
    }

    /** The same spikes, with this said of how they came about. */
    public SpikeTrains with(Binarisation binarisation) { return new SpikeTrains(design, cells, binarisation, bits, observed); }

    /** The same spikes in another design of the same trial lengths. */
    public SpikeTrains with(Design other) {
        Require.that(IntStream.range(0, trials()).allMatch(k -> bins(k) == other.bins(k)) && trials() == other.trials(), "the design must have the same trial lengths");
        return new SpikeTrains(other, cells, binarisation, bits, observed);
    }

    /** The same spikes of these neurons: other names, areas or positions. */
    public SpikeTrains with(Neurons cells) {
        Require.length("neurons", cells.count(), neurons());
        return new SpikeTrains(design, cells, binarisation, bits, observed);
    }

    /** Every trial read backwards, what was observed with it; times, clock, labels and covariates stay where they are. */
    public SpikeTrains reversed() { return copy(design, cells, (n, t, i, to) -> carry(n, bins(n) - 1 - t, i, to, n, t, i)); }

    /** The same, but nobody looked at these neurons. */
    public SpikeTrains hiding(int[] neurons) {
        boolean[] hidden = new boolean[neurons()];
        for (int i : neurons) hidden[i] = true;
        return copy(design, cells, (n, t, i, to) -> {
            if (hidden[i]) to.unobserved(n, t, i);
            else carry(n, t, i, to, n, t, i);
        });
    }

    /** Every trial made {@code bins} long: the bins added are not observed, bins past that are dropped. */
    public SpikeTrains extended(int bins) {
        return copy(design.withBins(bins), cells, (n, t, i, to) -> {
            if (t < bins(n)) carry(n, t, i, to, n, t, i);
            else to.unobserved(n, t, i);
        });
    }

    private SpikeTrains copy(Design newDesign, Neurons newCells, Carrier carrier) {
        var builder = new Builder(newDesign, newCells);
        for (int n = 0; n < newDesign.trials(); n++)
            for (int t = 0; t < newDesign.bins(n); t++)
                for (int i = 0; i < newCells.count(); i++) carrier.carry(n, t, i, builder);
        return builder.build().with(binarisation);
    }

    private void carry(int k, int t, int i, Builder to, int n, int u, int j) {
        if (!observed(k, t, i)) to.unobserved(n, u, j);
        else if (fires(k, t, i)) to.set(n, u, j);
    }

    private long fullWord(int w) {
        int rest = neurons() - (w << 6);
        return rest >= 64 ? -1L : (1L << rest) - 1;
    }

    private static int wordsPerBin(int neurons) { return (neurons + 63) >> 6; }

    private static int[] firstWords(Design design, int wordsPerBin) {
        int[] first = new int[design.trials() + 1];
        for (int k = 0; k < design.trials(); k++) first[k + 1] = Math.addExact(first[k], Math.multiplyExact(design.bins(k), wordsPerBin));
        return first;
    }

    @Override public boolean equals(Object o) {
        return o instanceof SpikeTrains s && design.equals(s.design) && cells.names().equals(s.cells.names())
                && Arrays.equals(bits, s.bits) && Arrays.equals(observed, s.observed);
    }
    @Override public int hashCode() { return Arrays.hashCode(bits) * 31 + design.hashCode(); }
    @Override public String toString() { return Count.of(trials(), "trial") + " x " + Count.of(bins(), "bin") + " x " + Count.of(neurons(), "neuron"); }

    @FunctionalInterface public interface Rule { boolean fires(int trial, int bin, int neuron); }

    @FunctionalInterface private interface Carrier { void carry(int n, int t, int i, Builder to); }

    /** Collects entries; everything is observed and silent until said otherwise. Distinct trials may be filled from distinct threads. */
    public static final class Builder {
        private final Design design;
        private final Neurons cells;
        private final int wordsPerBin;
        private final int[] firstWord;
        private final long[] bits, hidden;
        private volatile boolean anyHidden;

        public Builder(Design design, Neurons cells) {
            this.design = design;
            this.cells = cells;
            this.wordsPerBin = SpikeTrains.wordsPerBin(cells.count());
            this.firstWord = firstWords(design, wordsPerBin);
            this.bits = new long[firstWord[design.trials()]];
            this.hidden = new long[bits.length];
        }

        public Builder set(int k, int t, int i) {
            bits[at(k, t, i)] |= 1L << (i & 63);
            return this;
        }

        /** Marks the entry as not observed; it then holds no spike either. */
        public Builder unobserved(int k, int t, int i) {
            hidden[at(k, t, i)] |= 1L << (i & 63);
            if (!anyHidden) anyHidden = true;
            return this;
        }

        /** 64 neurons at once, those from 64 w on: who fires, and whom nobody observed. */
        Builder word(int k, int t, int w, long ones, long unobserved) {
            int at = at(k, t, w << 6);
            bits[at] |= ones;
            hidden[at] |= unobserved;
            if (unobserved != 0 && !anyHidden) anyHidden = true;
            return this;
        }

        /** Marks whole bins as not observed: {@code from} to {@code to} - 1. */
        public Builder unobservedBins(int k, int from, int to) {
            if (from < 0 || from > to || to > design.bins(k)) throw new IndexOutOfBoundsException("bins " + from + ":" + to + " of trial " + k + ", which has " + design.bins(k));
            Arrays.fill(hidden, firstWord[k] + from * wordsPerBin, firstWord[k] + to * wordsPerBin, -1L);
            if (from < to && !anyHidden) anyHidden = true;
            return this;
        }

        private int at(int k, int t, int i) {
            if (t < 0 || t >= design.bins(k) || i < 0 || i >= cells.count())
                throw new IndexOutOfBoundsException("trial " + k + ", bin " + t + ", neuron " + i + " of " + design.bins(k) + " bins, " + cells.count() + " neurons");
            return firstWord[k] + t * wordsPerBin + (i >> 6);
        }

        public SpikeTrains build() {
            if (!anyHidden) return new SpikeTrains(design, cells, null, bits.clone(), null);
            long[] observed = new long[bits.length], seen = new long[bits.length];
            for (int w = 0; w < bits.length; w++) {
                int rest = cells.count() - ((w % wordsPerBin) << 6);
                observed[w] = ~hidden[w] & (rest >= 64 ? -1L : (1L << rest) - 1);
                seen[w] = bits[w] & observed[w];
            }
            return new SpikeTrains(design, cells, null, seen, observed);
        }
    }
}
