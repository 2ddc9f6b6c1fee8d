package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.spinspike.app.task.DataRequest;
import org.spinspike.app.task.SampleModel;
import org.spinspike.io.SpikeOutput;
import org.spinspike.spikes.SpikeTrains;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "sample", description = "Draw synthetic trials from a model.", footer = {"", "Examples:",
    "  spinspike sample mps.npz -o synthetic.npz --trials 500",
    "  spinspike sample mps.npz -o completed.npz --given half-observed.npz   (fills what was not observed)",
    "  spinspike sample glm.npz -o synthetic.npz --like held-out.npz         (same times and covariates)"})
final class SampleCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "model file") Path model;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "OUT.npz", description = "the spike file; OUT.csv or OUT.json for other programs") Path target;
    @Option(names = "--trials", paramLabel = "N", description = "trials to draw (default: as many as the model was trained on)") Integer trials;
    @Option(names = "--bins", paramLabel = "T", description = "bins of each trial (default: as in training)") Integer bins;
    @Option(names = "--given", paramLabel = "DATA", description = "condition on what is observed in this spike file") String given;
    @Option(names = "--like", paramLabel = "DATA", description = "draw in the design of this spike file: its trial lengths, times and covariates") String like;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        int trials = asked("--trials", this.trials), bins = asked("--bins", this.bins);
        if (given != null && like != null) throw new IllegalArgumentException("--given and --like exclude each other");
        general.checkOutput(target);
        SpikeOutput.checkName(target);
        var request = new SampleModel.Request(model, trials, bins, request(given), request(like), target, general.seed());
        if (general.dryRun) return DryRun.reading(general, "sample", given == null && like == null ? SampleModel.bytes(request) : 0, request.given(), request.like());
        SampleModel.Result result = SampleModel.run(request);
        result.notes().forEach(general::note);
        general.record(target);
        SpikeTrains sample = result.sample();
        var json = new LinkedHashMap<String, Object>();
        json.put("trials", sample.trials());
        json.put("bins", sample.bins());
        json.put("neurons", sample.neurons());
        json.put("spikes", sample.spikes());
        general.answer(json, () -> String.format(Locale.ROOT, "%s, %d %ss, written to %s", sample, sample.spikes(), sample.binarisation().word(), target));
        return 0;
    }

    /** @return the number, 0 where none was given */
    private static int asked(String option, Integer value) {
        if (value != null && value < 1) throw new IllegalArgumentException(option + " must be at least 1, got " + value + "; leave it out for as many as in training");
        return value == null ? 0 : value;
    }

    private static DataRequest request(String source) {
        return source == null ? null : new DataRequest(source, null, null, null, null, null, null, null);
    }
}
