package org.spinspike.tensor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.spinspike.io.Npy;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.SpikeTrains;

/** Reads the reference values of {@code golden/tensor}; the scripts that made them lie beside them. */
final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden", "tensor");

    private Golden() {}

    static NamedArrays npz(String name) { return npz(name, array -> true); }
    static NamedArrays npz(String name, java.util.function.Predicate<String> wanted) { return Npz.read(FOLDER.resolve(name + ".npz"), wanted); }
    static NamedArray npy(String name)  { return Npy.read(FOLDER.resolve(name + ".npy")); }

    static JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(FOLDER.resolve(name + ".json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The chain stored as {@code prefix0}, {@code prefix1}, ... */
    static Mps mps(NamedArrays arrays, String prefix) {
        var cores = new NamedArrays();
        for (int l = 0; arrays.has(prefix + l); l++) cores.put("core_" + l, arrays.get(prefix + l));
        return Mps.restore(cores);
    }

    /** Rows of a stored array, whatever its shape behind the first axis: [trials][sites]. */
    static byte[][] rows(String name) {
        NamedArray array = npy(name);
        byte[] flat = (byte[]) array.data();
        int trials = array.shape()[0], sites = flat.length / trials;
        byte[][] out = new byte[trials][sites];
        for (int k = 0; k < trials; k++) System.arraycopy(flat, k * sites, out[k], 0, sites);
        return out;
    }

    /** [sites][trials] from [trials][sites]. */
    static byte[][] bySite(byte[][] rows) {
        byte[][] out = new byte[rows[0].length][rows.length];
        for (int k = 0; k < rows.length; k++) for (int l = 0; l < out.length; l++) out[l][k] = rows[k][l];
        return out;
    }

    static SpikeTrains trains(byte[][] rows, int bins, int neurons) {
        return SpikeTrains.generate(rows.length, bins, neurons, (k, t, i) -> rows[k][t * neurons + i] == 1);
    }
}
