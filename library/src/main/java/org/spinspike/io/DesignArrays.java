package org.spinspike.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.Covariates;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;

/**
 * The design of an experiment and its neurons as arrays, under the names of the spike file: shared by spike files and by model files, which keep
 * the design of their training trials without the spikes.
 */
public final class DesignArrays {
    private DesignArrays() {}

    /** Trial lengths and all that is known of trials and neurons, covariates left out: what {@link #design(NamedArrays)} and {@link #neurons(NamedArrays)} need. */
    public static NamedArrays of(Design design, Neurons cells) {
        int trials = design.trials();
        var arrays = new NamedArrays().put("bin_ms", milliseconds(design.binSeconds())).put("neuron_count", (long) cells.count())
                .put("lengths", IntStream.range(0, trials).map(design::bins).toArray(), trials);
        put(arrays, cells);
        put(arrays, design.withoutCovariates());
        return arrays;
    }

    public static Design design(NamedArrays arrays) { return design(arrays, arrays.ints("lengths"), arrays.scalar("bin_ms"), null); }

    public static Neurons neurons(NamedArrays arrays) { return neurons(arrays, arrays.ints("neuron_count")[0]); }

    public static String text(Binarisation binarisation) { return BinarisationText.write(binarisation); }

    public static Binarisation binarisation(String text) { return BinarisationText.read(text); }

    /** Names where there are any, areas and positions. */
    static void put(NamedArrays arrays, Neurons cells) {
        int n = cells.count();
        if (cells.named()) arrays.put("neuron_names", cells.names().toArray(String[]::new), n);
        cells.areas().ifPresent(areas -> arrays.put("areas", areas.toArray(String[]::new), n));
        cells.positions().ifPresent(positions -> arrays.put("positions", positions.stream().flatMapToDouble(Arrays::stream).toArray(), n, positions.get(0).length));
    }

    /** Conditions, start times, covariates, and where windows came from. */
    static void put(NamedArrays arrays, Design design) {
        int trials = design.trials();
        design.conditions().ifPresent(conditions -> arrays.put("condition", conditions.toArray(String[]::new), trials));
        design.startSeconds().ifPresent(start -> arrays.put("trial_start_s", start, trials));
        design.covariates().ifPresent(c -> arrays.put("covariates", c.values(), trials, design.bins(), c.count())
                .put("covariate_names", c.names().toArray(String[]::new), c.count()));
        if (design.windows()) {
            arrays.put("source_trial", IntStream.range(0, trials).map(design::source).toArray(), trials);
            arrays.put("offset", IntStream.range(0, trials).map(design::offset).toArray(), trials);
        }
    }

    /** @throws IllegalArgumentException where an array has another length than there are trials */
    static Design design(NamedArrays arrays, int[] lengths, double binMs, Covariates covariates) {
        int trials = lengths.length;
        String labels = arrays.has("condition") ? "condition" : "trial_labels";
        List<String> conditions = arrays.has(labels) ? List.of(Labels.of(arrays.get(labels))) : null;
        double[] start = arrays.has("trial_start_s") ? arrays.doubles("trial_start_s") : null;
        int[] source = arrays.has("source_trial") ? arrays.ints("source_trial") : null, offset = arrays.has("offset") ? arrays.ints("offset") : null;
        if (conditions != null) Require.length(labels, conditions.size(), trials);
        if (start != null) for (double s : start) Require.that(Double.isFinite(s), "trial_start_s must be finite, got " + s);
        if (source != null) Require.length("source_trial", source.length, trials);
        if (offset != null) {
            Require.length("offset", offset.length, trials);
            for (int value : offset) Require.inRange("offset", value, 0, 1 << 30);
        }
        return new Design(lengths, binMs / 1000, source, offset, conditions, start, covariates);
    }

    static Neurons neurons(NamedArrays arrays, int count) {
        Optional<List<String>> areas = arrays.find("areas").map(a -> List.of(Labels.of(a)));
        Optional<List<double[]>> positions = arrays.find("positions").map(a -> positions(a, arrays.doubles("positions"), count));
        if (!arrays.has("neuron_names")) return Neurons.unnamed(count, areas, positions);
        List<String> names = List.of(Labels.of(arrays.get("neuron_names")));
        Require.length("neuron_names", names.size(), count);
        return new Neurons(names, areas, positions);
    }

    private static List<double[]> positions(NamedArray array, double[] flat, int count) {
        int[] shape = array.shape();
        Require.that(shape.length == 2 && shape[0] == count && (shape[1] == 2 || shape[1] == 3), "positions must have shape [" + count + ", 2] or [" + count + ", 3], got " + Arrays.toString(shape));
        List<double[]> out = new ArrayList<>();
        for (int i = 0; i < count; i++) out.add(Arrays.copyOfRange(flat, i * shape[1], (i + 1) * shape[1]));
        return out;
    }

    /** The decimal number that gives exactly these seconds when it is divided by 1000, the shortest where there is a choice. */
    static double milliseconds(double seconds) {
        double product = seconds * 1000;
        for (double ms : new double[] {new java.math.BigDecimal(Double.toString(seconds)).movePointRight(3).doubleValue(), product, Math.nextUp(product), Math.nextDown(product)})
            if (ms / 1000 == seconds) return ms;
        return product;
    }
}
