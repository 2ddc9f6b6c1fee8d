package org.spinspike.app.cli;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.spinspike.app.report.CompareReport;
import org.spinspike.app.task.CompareModels;
import org.spinspike.app.task.CompareResult;
import org.spinspike.app.task.DataRequest;
import org.spinspike.app.task.DriftLine;
import org.spinspike.app.task.Knowledge;
import org.spinspike.app.task.LastBlock;
import org.spinspike.app.task.ModelChoice;
import org.spinspike.app.task.OutputFolder;
import org.spinspike.math.Count;
import org.spinspike.model.Family;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Comparison;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "compare", description = "Fit several models to one recording, judge them on the same held-out trials, and write a report.", footer = {"",
    "Writes report.html (opens in any browser, without a network), report.json, figures/ (SVG and PNG) and models/.",
    "It keeps no checkpoint: Ctrl-C ends it with exit code 130 and nothing written. Long trainings are resumed by fit.", "",
    "Examples:",
    "  spinspike compare trials.npz --models independent,glm,mps -o report",
    "  spinspike compare trials.npz --models \"independent,independent --per-bin,glm --per-bin,mps --bond 8\" --cut 20 -o report",
    "  spinspike compare trials.npz --models \"glm --lags 1|2|4,hmm --states 2|4|8\" --knowledge per-bin -o report"})
final class CompareCommand implements Callable<Integer> {
    private static final int MOST_SEEDS = 1000;

    @Parameters(index = "0", paramLabel = "DATA", description = "spike file, FILE or FILE:KEY") String data;
    @Option(names = "--models", required = true, paramLabel = "A,B,...", description = "families, each with its options as for fit, separated by commas; of a list of values, --bond 4|8|16, validation trials among those learned from choose one") String models;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "DIR", description = "folder for the report") Path target;
    @Option(names = "--test", paramLabel = "FRACTION", defaultValue = "0.2", description = "share of the trials held out, never a part of a trial (default: ${DEFAULT-VALUE})") double test;
    @Option(names = "--split", paramLabel = "random|last", defaultValue = "random", description = "which are held out: at random within conditions, or the last in the recording (default: ${DEFAULT-VALUE})") CompareModels.Hold hold;
    @Option(names = "--learn-from", paramLabel = "N", defaultValue = "0", description = "most trials to learn from, drawn at random from those not held out; noise floors use all of them (default: all)") int learnFrom;
    @Option(names = "--iterations", paramLabel = "N", defaultValue = "0", description = "cap on training steps of each model (default: the family's own)") int iterations;
    @Option(names = "--seeds", paramLabel = "N", defaultValue = "" + CompareModels.SEEDS, description = "trainings of a model whose training draws at random; the first is judged, the others say how far its score is luck (default: ${DEFAULT-VALUE})") int seeds;
    @Option(names = "--knowledge", paramLabel = "as-given|per-bin|none", defaultValue = "as-given", description = "what models are told of the stimulus: what each entry says, rates over time for all that can take them, or nothing (default: ${DEFAULT-VALUE})") String knowledge;
    @Option(names = "--last-block", paramLabel = "auto|on|off", defaultValue = "auto", description = "fit once more to the beginning of the recording and judge on its end, beside a random split: where rates drift (p < .01), always, never (default: ${DEFAULT-VALUE})") LastBlock.When lastBlock;
    @Option(names = "--horizon", paramLabel = "H", defaultValue = "" + CompareModels.HORIZON, description = "bins ahead of the forward prediction (default: ${DEFAULT-VALUE})") int horizon;
    @Option(names = "--compat", description = "measures also as Spike-GAN, SpiQGAN, LDNS and the Neural Latents Benchmark compute them, to meet a published table") boolean compat;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        if (!(test > 0 && test < .5)) throw new IllegalArgumentException("--test must be above 0 and below 0.5, got " + test + ": the noise floor needs more trials to learn from than held out");
        if (iterations < 0) throw new IllegalArgumentException("--iterations must be 0 or more, got " + iterations);
        if (learnFrom < 0) throw new IllegalArgumentException("--learn-from must be 0 or more, got " + learnFrom);
        if (seeds < 1 || seeds > MOST_SEEDS) throw new IllegalArgumentException("--seeds must be in 1.." + MOST_SEEDS + ", got " + seeds);
        if (horizon < 1) throw new IllegalArgumentException("--horizon must be 1 or more, got " + horizon);
        List<ModelChoice> entries = ModelChoice.parse(models, Knowledge.Told.named(knowledge));
        DataRequest request = dataOptions.request(data);
        OutputFolder folder = general.folder(target);
        if (general.dryRun) {
            SpikeTrains trials = request.load();
            return Estimates.answer(general, "compare " + models, cost(entries, trials, again(trials)), Estimates.Beside.REPORT, (long) trials.trials() * trials.bins() * trials.neurons());
        }
        CompareResult result;
        try (var signals = new SayOnSignal(general.spec.commandLine().getErr(), "stopped; nothing was written")) {
            result = CompareModels.run(new CompareModels.Request(request, entries, test, hold, learnFrom, iterations, seeds, horizon, compat, lastBlock, Comparison.Settings.STANDARD, general.seed()), general.progress());
        }
        result.models().forEach(entry -> entry.fit().notes().forEach(note -> general.note(entry.label() + ": " + note)));
        answer(general, result, folder);
        return 0;
    }

    /** Writes what {@code compare} and {@code demo} write, and says the same of it. */
    static void answer(GeneralOptions general, CompareResult result, OutputFolder folder) {
        CompareReport.write(result, folder);
        folder.writeModels(result);
        general.record(folder.path().resolve("report.json"));
        general.answer(result.json(), () -> GeneralOptions.told(result.lines(), folder.path().resolve("report.html")));
    }

    private boolean again(SpikeTrains trials) { return lastBlock.holds(DriftLine.of(trials, general.seed()), hold); }

    /** One model after the other: times add, the largest memory counts. */
    private Family.Cost cost(List<ModelChoice> entries, SpikeTrains data, boolean again) {
        Family.Cost all = new Family.Cost(0, 0, "");
        for (ModelChoice entry : entries) {
            List<Family.Cost> candidates = entry.candidates().stream().map(spec -> spec.family().cost(data, spec.options(), iterations)).toList();
            if (entry.open()) for (Family.Cost cost : candidates) all = all.then(cost);
            all = all.then(candidates.stream().max(Comparator.comparingDouble(Family.Cost::seconds)).orElseThrow().times((entry.family().drawsInTraining() ? seeds : 1) + (again ? 1 : 0)));
        }
        return new Family.Cost(all.bytes(), all.flops(), all.rate(), Count.of(entries.size(), "model") + ", one after the other" + (seeds > 1 ? ", each whose training draws at random " + seeds + " times" : "") + (again ? ", and once more without the last block, on which they are judged too" : "")
                + "; samples, floors and figures of large recordings come on top, usually less than a minute");
    }
}
