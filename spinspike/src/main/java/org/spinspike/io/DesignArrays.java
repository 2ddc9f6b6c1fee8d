package org.spinspike.io;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.Binarisation;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;

/** Design and neurons as arrays without spikes, under the names of the spike file: what a model file keeps of its training data. */
public final class DesignArrays {
    private DesignArrays() {}

    /** Without covariates. */
    public static NamedArrays of(Design design) {
        int trials = design.trials();
        var arrays = new NamedArrays().put("bin_ms", SpikeFile.milliseconds(design.binSeconds()))
                .put("lengths", IntStream.range(0, trials).map(design::bins).toArray(), trials);
        SpikeFile.putTimes(arrays, design);
        return arrays;
    }

    public static NamedArrays of(Neurons cells) {
        var arrays = new NamedArrays();
        SpikeFile.putCells(arrays.put("neuron_count", (long) cells.count()), cells);
        return arrays;
    }

    public static Design design(NamedArrays arrays) {
        return SpikeFile.design(arrays, arrays.get("lengths").ints(), arrays.get("bin_ms").scalar(), null);
    }

    public static Neurons neurons(NamedArrays arrays) {
        return SpikeFile.cells(arrays, (int) arrays.get("neuron_count").scalar());
    }

    public static String text(Binarisation binarisation) { return BinarisationText.write(binarisation); }

    public static Binarisation binarisation(String text) { return BinarisationText.read(text); }
}
