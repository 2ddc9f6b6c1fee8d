package org.spinspike.io;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * SpinSpike's own spike file: an NPZ with {@code spikes} uint8 [trials, bins, neurons] and {@code bin_ms}, and where they are known
 * {@code observed}, {@code lengths}, {@code neuron_names}, {@code areas}, {@code positions}, {@code condition}, {@code trial_start_s},
 * {@code covariates} with {@code covariate_names}, {@code source_trial} and {@code offset} of windows, and {@code binarisation} (JSON text).
 * A file read and written again is the same bytes. Any other NPZ or NPY array of spikes is read the same way with a {@link Reading}.
 */
public final class SpikeFile {
    private static final Set<String> COMPANIONS = new LinkedHashSet<>(List.of("bin_ms", "observed", "lengths", "neuron_names", "areas", "positions", "condition",
            "trial_labels", "trial_start_s", "covariates", "covariate_names", "source_trial", "offset", "binarisation"));

    private SpikeFile() {}

    public static SpikeTrains read(Path path) { return read(path, Reading.PLAIN).trains(); }

    /** @throws SpikeFileException where the file does not hold what was asked for; the message says what it holds and which option helps */
    public static Binarised read(Path path, Reading how) {
        String key = how.key().orElse("spikes"), format = Readers.of(path).format();
        if (!format.equals("NPZ") && !format.equals("NPY")) {
            throw SpikeFileException.refused(path, "", "is " + format + ", no spike file (NPZ); 'spinspike import' makes one of it");
        }
        return (format.equals("NPY") ? npy(path, how) : npz(path, key, how)).binarised();
    }

    private static SpikeArray npy(Path path, Reading how) {
        if (how.key().isPresent()) throw SpikeFileException.refused(path, "", "holds one array without a name; ':" + how.key().get() + "' is too much");
        SpikeArray.axes(path, "spikes", Npy.head(path).shape(), how);
        ArrayWindow window = ArrayWindow.of(Npy.head(path).shape(), how);
        return new SpikeArray(path, "spikes", new NamedArrays().put("spikes", Npy.read(path, window.part(), how.memory())), how, window);
    }

    private static SpikeArray npz(Path path, String key, Reading how) {
        List<String> along = how.along();
        List<Npz.Entry> entries = Npz.list(path);
        if (entries.stream().noneMatch(e -> e.name().equals(key))) {
            if (Npz.isModel(entries)) throw SpikeFileException.refused(path, "", "is a model file; a recording of spikes was expected here");
            boolean times = entries.stream().anyMatch(e -> e.name().equals("spike_times"));
            throw SpikeFileException.refused(path, "", "has no array '" + key + "'; there are: " + Npz.words(entries)
                    + (times ? " (spike times: 'spinspike import' bins them)" : key.equals("spikes") && !entries.isEmpty() ? " (FILE:KEY reads another one)" : ""));
        }
        for (String name : along) {
            Npz.requireArray(path, name, entries);
        }
        int[] shape = entries.stream().filter(e -> e.name().equals(key)).findFirst().orElseThrow().shape();
        SpikeArray.axes(path, key, shape, how);
        boolean beside = entries.stream().anyMatch(e -> e.name().equals("spikes") && Arrays.equals(e.shape(), shape));        // counts may tell what the ones of another array are
        boolean neuropil = how.traces().neuropil().orElse(0) > 0;
        ArrayWindow window = ArrayWindow.of(shape, how, entries.stream().anyMatch(e -> e.name().equals("lengths")) ? Optional.of(Npz.read(path, "lengths")) : Optional.empty());
        ArrayPart part = window.part();
        Map<String, ArrayPart> parts = new HashMap<>();
        if (part != null) for (Npz.Entry e : entries) if (Arrays.equals(e.shape(), shape) && (e.name().equals(key) || e.name().equals("observed") || e.name().equals("spikes") || e.name().equals(SpikeArray.NEUROPIL))) parts.put(e.name(), part);
        NamedArrays arrays = Npz.read(path, how.memory(), name -> name.equals(key) || COMPANIONS.contains(name) || along.contains(name) || beside && name.equals("spikes") || neuropil && name.equals(SpikeArray.NEUROPIL), parts);
        return new SpikeArray(path, key, arrays, how, window);
    }

    /** Written whole or not at all. */
    public static void write(Path target, SpikeTrains data) { Npz.write(target, arrays(data)); }

    /** @return what {@link #write} writes, for files that hold more */
    public static NamedArrays arrays(SpikeTrains data) {
        Design design = data.design();
        Neurons cells = data.cells();
        int trials = data.trials(), bins = data.bins(), n = data.neurons();
        int size = Math.multiplyExact(Math.multiplyExact(trials, bins), n);
        byte[] spikes = new byte[size], observed = data.fullyObserved() ? null : new byte[size];
        for (int k = 0; k < trials; k++)
            for (int t = 0; t < data.bins(k); t++)
                for (int i = 0, at = (k * bins + t) * n; i < n; i++, at++) {
                    if (data.fires(k, t, i)) spikes[at] = 1;
                    if (observed != null && data.observed(k, t, i)) observed[at] = 1;
                }
        var arrays = new NamedArrays().put("spikes", spikes, trials, bins, n).put("bin_ms", DesignArrays.milliseconds(design.binSeconds()));
        if (observed != null) arrays.put("observed", observed, trials, bins, n);
        if (design.ragged()) arrays.put("lengths", IntStream.range(0, trials).map(design::bins).toArray(), trials);
        DesignArrays.put(arrays, cells);
        DesignArrays.put(arrays, design);
        if (!data.binarisation().equals(Binarisation.given(data.spikes()))) arrays.put("binarisation", BinarisationText.write(data.binarisation()));
        return arrays;
    }
}
