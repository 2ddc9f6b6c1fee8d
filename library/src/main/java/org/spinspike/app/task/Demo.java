package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.statistics.Comparison;

/** The whole of it on a simulated recording: made, written, read again, five models fitted and judged. */
public final class Demo {
    /** Small enough for two cores and two minutes; enough trials that a Born machine has something to learn. */
    private static final Map<String, String> RECORDING = Map.of("trials", "1200", "bins", "25", "neurons", "12", "bin-ms", "20");
    private static final String MODELS = "independent,independent --per-bin,glm,glm --per-bin --same-bin,mps";
    private static final double HELD_OUT = .2;

    private Demo() {}

    public record Result(Simulate.Result recording, CompareResult comparison) {}

    public static Result run(OutputFolder folder, Seed seed, Progress progress) {
        Path file = folder.make("").resolve("cortex.npz");
        progress.at("simulate a recording", 0, 1);
        Simulate.Result made = Simulate.run(new Simulate.Request("cortex", RECORDING, file, seed));
        progress.at("simulate a recording", 1, 1);
        List<ModelChoice> models = ModelChoice.parse(MODELS, Knowledge.Told.AS_GIVEN);
        var request = new CompareModels.Request(DataRequest.of(file), models, HELD_OUT, CompareModels.Hold.RANDOM, 0, 0, CompareModels.SEEDS, CompareModels.HORIZON, false, LastBlock.When.AUTO, Comparison.Settings.STANDARD, seed);
        return new Result(made, CompareModels.run(request, progress));
    }
}
