package org.spinspike.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Tally;
import org.spinspike.spikes.trace.PreparedTraces;

/** One array of spikes, counts or traces and its companions, on the way to {@link SpikeTrains}. */
final class SpikeArray {
    /** Light of what lies around a cell: an array in the shape of the traces. */
    static final String NEUROPIL = "Fneu";
    private final Path path;
    private final String key;
    private final NamedArrays arrays;
    private final Reading how;
    private final NamedArray values;
    private final int trials, bins, neurons;             // of the whole array
    private final int before;                            // bins of each trial that lie before those in memory
    private final int[] cells;                           // the chosen neurons
    private final boolean held;                          // whether those alone are in memory
    private final int[] strides;
    private final int[] lengths;
    private final int longest;                           // of the lengths; the array may be padded beyond it
    private final int[] kept;                            // trials that reach into the chosen bins
    private final int first, end;                        // the chosen bins

    SpikeArray(Path path, String key, NamedArrays arrays, Reading how) { this(path, key, arrays, how, ArrayWindow.whole(arrays.get(key).shape())); }

    /** @param arrays of which those in the shape of the spikes hold the window only */
    SpikeArray(Path path, String key, NamedArrays arrays, Reading how, ArrayWindow window) {
        this.path = path;
        this.key = key;
        this.arrays = arrays;
        this.how = how;
        this.values = arrays.get(key);
        this.before = window.before();
        Axes axes = axes(path, key, window.shape(), how);
        int[] sizes = axes.lengths(window.shape());
        this.trials = sizes[0];
        this.bins = sizes[1];
        this.neurons = sizes[2];
        this.strides = axes.strides(values.shape());
        if (values.isText()) throw refused("holds text, no spikes");
        if (values.size() == 0) throw refused("is empty: shape " + Arrays.toString(values.shape()));
        this.lengths = lengths();
        this.longest = Arrays.stream(lengths).max().orElse(bins);
        int[] chosen = checked("", () -> how.bins().map(b -> b.within(longest)).orElse(new int[] {0, longest}));
        this.first = chosen[0];
        this.end = chosen[1];
        this.kept = IntStream.range(0, trials).filter(k -> lengths[k] > first).toArray();
        this.cells = ArrayWindow.range(checked("", () -> how.neurons().map(n -> n.within(neurons)).orElse(new int[] {0, neurons})));
        this.held = window.neurons() != null;
    }

    Binarised binarised() {
        return checked("", () -> {
            Design design = design().selectBins(first, end);
            Neurons cells = DesignArrays.neurons(arrays, neurons).select(this.cells);
            SpikeTrains.Rule mask = seen(), seen = (n, t, i) -> mask.fires(kept[n], first + t, i);
            BinarisationRule.Values all = at(values), at = (n, t, i) -> all.at(kept[n], first + t, i);
            if (how.rule().isEmpty() && !how.traces().none()) throw new IllegalArgumentException(how.traces().options() + " is done to traces, of which --binarise makes events: threshold:X, zscore:X, onset:X, peak:X, event:X or oasis:X");
            Binarised inside = how.rule().isPresent() ? rule(how.rule().get(), design, cells, at, seen) : asGiven(design, cells, at, seen);
            Tally tally = withOutside(inside.tally(), all, mask);
            Binarisation account = how.rule().isEmpty() && arrays.has("binarisation") && key.equals("spikes")
                    ? checked("array 'binarisation'", () -> BinarisationText.read(arrays.get("binarisation").text()))
                    : tally.total(inside.trains().binarisation().rule(), inside.trains().binarisation().spikes());
            return new Binarised(inside.trains().with(account), tally);
        });
    }

    /** Entries that are NaN were not observed. */
    private Binarised rule(BinarisationRule rule, Design design, Neurons cells, BinarisationRule.Values at, SpikeTrains.Rule seen) {
        BinarisationRule.Values neuropil = neuropil();
        return checked("array '" + key + "'", () -> new PreparedTraces(how.traces(), rule, design, cells, new NeuronColumns(design, cells.count(), at, seen), neuropil, seen).binarised());
    }

    /** @return null where none is taken off */
    private BinarisationRule.Values neuropil() {
        if (!(how.traces().neuropil().orElse(0) > 0)) return null;
        NamedArray beside = arrays.find(NEUROPIL).orElseThrow(() -> refused("has no array '" + NEUROPIL + "' beside it, which --neuropil takes off"));
        if (beside.isText() || !Arrays.equals(beside.shape(), values.shape())) throw new SpikeFileException(path, "array '" + NEUROPIL + "'", "the shape of '" + key + "' " + Arrays.toString(values.shape()), "" + beside);
        BinarisationRule.Values all = at(beside);
        return (n, t, i) -> all.at(kept[n], first + t, i);
    }

    /** Zeros and ones only; anything else wants a rule, and the message names the largest value. */
    private Binarised asGiven(Design design, Neurons cells, BinarisationRule.Values at, SpikeTrains.Rule seen) {
        double largest = 0;
        String odd = null;
        var builder = new SpikeTrains.Builder(design, cells);
        long[] placed = new long[cells.count()];
        for (int k = 0; k < design.trials(); k++)
            for (int t = 0; t < design.bins(k); t++)
                for (int i = 0; i < cells.count(); i++) {
                    if (!seen.fires(k, t, i)) {
                        builder.unobserved(k, t, i);
                        continue;
                    }
                    double value = at.at(k, t, i);
                    if (value == 0) continue;
                    if (odd == null && !(value >= 0 && value == Math.rint(value) && value < 1L << 40)) odd = "trial " + k + ", bin " + t + ", neuron " + i + " is " + value;
                    largest = Math.max(largest, value);
                    builder.set(k, t, i);
                    placed[i]++;
                }
        if (odd != null) throw refused("holds values that are no spikes: " + odd + (odd.endsWith("NaN") ? " (mark unobserved entries in an array 'observed'), or take NaN for them with --binarise any"
                : " (traces need --binarise threshold:X, zscore:X, onset:X, peak:X, event:X or oasis:X)"));
        if (largest > 1) throw refused("holds counts, the largest is " + Labels.of(largest) + "; --binarise any makes a spike of every bin that has at least one"
                + " (--binarise median or threshold:X make events)");
        Tally every = new Tally(placed.clone(), placed, new long[cells.count()], new long[cells.count()]);
        Binarised ones = new Binarised(builder.build().with(every.total(BinarisationRule.ANY.toString(), true)), every);
        if (how.ones().isPresent()) return named(ones, Binarisation.given(how.ones().get()), how.ones().get().spikes());
        return CountsBeside.of(arrays, key).map(counts -> at(counts)).flatMap(counts -> new CountsBeside((n, t, i) -> counts.at(kept[n], first + t, i), seen).explain(ones.trains()))
                .orElse(named(ones, Binarisation.given(0).rule(), true));
    }

    private static Binarised named(Binarised ones, String rule, boolean spikes) { return new Binarised(ones.trains().with(ones.tally().total(rule, spikes)), ones.tally()); }

    /** Spikes in entries nobody observed, or past the end of a trial, are outside. */
    private Tally withOutside(Tally inside, BinarisationRule.Values at, SpikeTrains.Rule seen) {
        if (!how.traces().none()) return inside;                                                      // light is no spikes
        long[] read = inside.read().clone(), outside = inside.outside().clone();
        for (int k = 0; k < trials; k++)
            for (int t = first; t < (how.bins().isPresent() ? end : bins); t++)
                for (int i = 0; i < cells.length; i++) {
                    if (t < lengths[k] && seen.fires(k, t, i)) continue;
                    double value = at.at(k, t, i);
                    if (!(value > 0 && value == Math.rint(value) && value < 1L << 40)) continue;     // padding
                    read[i] += (long) value;
                    outside[i] += (long) value;
                }
        return new Tally(read, inside.placed(), inside.clipped(), outside);
    }

    /** @return which axis of an array of this shape is which; known before anything of it is read */
    static Axes axes(Path path, String key, int[] shape, Reading how) {
        String place = "array '" + key + "'";
        int rank = shape.length;
        if (how.axes().isPresent()) {
            Axes axes = how.axes().get();
            if (axes.names().size() != rank) throw SpikeFileException.refused(path, place, "has " + rank + " axes " + Arrays.toString(shape) + ", but --axes names " + axes.names().size() + " (" + axes + ")");
            return axes;
        }
        if (rank == 3) return Axes.inside();
        if (rank == 2) throw SpikeFileException.refused(path, place, "has two axes " + Arrays.toString(shape) + ": say which is which with --axes bins,neurons or --axes neurons,bins");
        throw new SpikeFileException(path, place, "axes trials, bins, neurons", rank + " axes " + Arrays.toString(shape));
    }

    /** @param values an array in the shape of the spikes */
    private BinarisationRule.Values at(NamedArray values) {
        if (values.data() instanceof byte[] data) return (k, t, i) -> data[place(k, t, i)] & 0xFF;
        if (values.data() instanceof float[] data) return (k, t, i) -> data[place(k, t, i)];
        double[] data = values.doubles();
        return (k, t, i) -> data[place(k, t, i)];
    }

    /** @param i counts the chosen neurons */
    private int place(int k, int t, int i) { return k * strides[0] + (t - before) * strides[1] + (held ? i : cells[i]) * strides[2]; }

    private SpikeTrains.Rule seen() {
        Optional<NamedArray> observed = arrays.find("observed");
        if (observed.isEmpty()) return (k, t, i) -> true;
        NamedArray mask = observed.get();
        double[] flags = arrays.doubles("observed");
        for (double flag : flags) Require.that(flag == 0 || flag == 1, "observed must hold 0 and 1, got " + flag);
        if (Arrays.equals(mask.shape(), values.shape())) return (k, t, i) -> flags[place(k, t, i)] != 0;
        if (Arrays.equals(mask.shape(), new int[] {trials, bins})) return (k, t, i) -> flags[k * bins + t] != 0;
        throw new IllegalArgumentException("observed must have the shape of '" + key + "' " + Arrays.toString(values.shape()) + " or [trials, bins] = [" + trials + ", " + bins
                + "], got " + Arrays.toString(mask.shape()));
    }

    private int[] lengths() {
        int[] full = new int[trials];
        Arrays.fill(full, bins);
        if (!arrays.has("lengths")) return full;
        return checked("", () -> {
            int[] given = arrays.ints("lengths");
            Require.length("lengths", given.length, trials);
            for (int k = 0; k < trials; k++) Require.inRange("lengths[" + k + "]", given[k], 1, bins);
            return given;
        });
    }

    private Design design() {
        return DesignArrays.design(arrays, lengths, binMs(), CovariateArrays.of(arrays, trials, bins, longest, how.along()).orElse(null));
    }

    private double binMs() {
        if (!arrays.has("bin_ms")) return Require.positive("--bin-ms", how.binMs().orElseThrow(() -> refused("has no bin_ms beside it: --bin-ms gives the width of a bin in milliseconds")));
        double ms = arrays.scalar("bin_ms");
        Require.that(ms > 0 && ms < 1e12, "bin_ms must be a positive number, got " + ms);
        if (how.binMs().isPresent() && how.binMs().getAsDouble() != ms) {
            throw new IllegalArgumentException("the file says bin_ms is " + ms + ", --bin-ms says " + how.binMs().getAsDouble() + "; bins of an array cannot be changed");
        }
        return ms;
    }

    private SpikeFileException refused(String reason) { return SpikeFileException.refused(path, "array '" + key + "'", reason); }

    /** What breaks a rule of the nouns is, seen from here, a fault of the file. */
    private <T> T checked(String place, Supplier<T> part) {
        try {
            return part.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw SpikeFileException.refused(path, place, e.getMessage());
        }
    }
}
