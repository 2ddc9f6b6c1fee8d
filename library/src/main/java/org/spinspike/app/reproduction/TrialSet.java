package org.spinspike.app.reproduction;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.spinspike.app.simulation.Simulator;
import org.spinspike.app.simulation.Simulators;
import org.spinspike.app.task.DataException;
import org.spinspike.app.task.DataRequest;
import org.spinspike.io.SpikeFile;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.Shuffle;
import org.spinspike.model.Option;
import org.spinspike.model.Options;
import org.spinspike.spikes.SpikeTrains;

/**
 * Trials of 100 ms bins to learn from and others to judge on, as many neurons as wanted: of a simulated visual cortex, or of the prearcuate cortex of a monkey where the folder with the recording is given.
 *
 * @param train what is learned from
 * @param test  what is judged on
 * @param words what they are
 */
record TrialSet(SpikeTrains train, SpikeTrains test, String words) {
    /** Bins of a simulated trial: three seconds. */
    private static final int BINS = 30;
    private static final double BIN_MS = 100;
    /** The recording, in the folder given; its ones are events (count above the unit's median), and from bin 34 on trials end. */
    private static final String RECORDING = "prearcuate_kiani169/prearcuate169_train.npz", KEY = "spikes_bin", RECORDED_BINS = "0:34";

    /** The choices every reproduction on trials has, and then {@code more}. */
    static List<Option> options(int heldOut, Option... more) {
        var all = new ArrayList<>(List.of(
                Option.whole("trials", 200, "trials to learn from; " + Contest.VALIDATION),
                Option.whole("held-out", heldOut, "trials to judge on"),
                Option.text("data", "", "folder of recordings with " + RECORDING + " in it, instead of the simulated cortex")));
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    /** @throws DataException where the recording is not there or has too few trials or neurons */
    static TrialSet of(Options options, int neurons, Seed seed) {
        int trials = Require.inRange("trials", options.whole("trials"), 20, 1_000_000), held = Require.inRange("held-out", options.whole("held-out"), 20, 1_000_000);
        String folder = options.text("data");
        SpikeTrains all = folder.isEmpty() ? cortex(trials + held, neurons, seed) : recorded(Path.of(folder), neurons);
        if (all.trials() < trials + held) throw new DataException("the recording has " + all.trials() + " trials, " + trials + " to learn from and " + held + " to judge on were asked for");
        int[] order = Shuffle.order(all.trials(), seed.child("split").generator());
        return new TrialSet(all.select(Arrays.stream(order, 0, trials).sorted().toArray()), all.select(Arrays.stream(order, trials, trials + held).sorted().toArray()),
                folder.isEmpty() ? "simulated visual cortex" : "prearcuate cortex (Kiani et al. 2014), events");
    }

    private static SpikeTrains cortex(int trials, int neurons, Seed seed) {
        Simulator cortex = Simulators.named("cortex");
        Map<String, String> shape = Map.of("trials", "" + trials, "bins", "" + BINS, "neurons", "" + neurons, "bin-ms", "" + BIN_MS);
        return cortex.simulate(Options.of(cortex.options(), shape), seed.child("cortex")).data();
    }

    private static SpikeTrains recorded(Path folder, int neurons) {
        Path file = folder.resolve(RECORDING);
        if (!Files.isRegularFile(file)) throw new DataException("--data " + folder + ": there is no " + RECORDING + " in it, which this figure needs");
        SpikeTrains all = new DataRequest(file + ":" + KEY, null, null, null, null, RECORDED_BINS, null, null).load();
        if (all.neurons() < neurons) throw new DataException("the recording has " + all.neurons() + " neurons, " + neurons + " were asked for");
        return all.selectNeurons(IntStream.range(0, neurons).toArray());
    }

    TrialSet selectNeurons(int[] which) { return new TrialSet(train.selectNeurons(which), test.selectNeurons(which), words); }

    TrialSet selectBins(int from, int to) { return new TrialSet(train.selectBins(from, to), test.selectBins(from, to), words); }

    /** What the data folder of a reproduction holds. */
    void putInto(Map<String, Consumer<Path>> files, String prefix) {
        files.put("data/" + prefix + "train.npz", file -> SpikeFile.write(file, train));
        files.put("data/" + prefix + "held-out.npz", file -> SpikeFile.write(file, test));
    }
}
