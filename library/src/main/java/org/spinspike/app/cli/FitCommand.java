package org.spinspike.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.spinspike.app.Families;
import org.spinspike.app.task.FitConditions;
import org.spinspike.app.task.FitModel;
import org.spinspike.app.task.ModelSpec;
import org.spinspike.app.task.OptionFiles;
import org.spinspike.math.Count;
import org.spinspike.math.Require;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Options;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "fit", description = "Train a model on a recording.", footer = {"",
    "Options of a family: spinspike fit FAMILY --help, or spinspike families", "",
    "Examples:",
    "  spinspike fit independent rec.npz -o rates.npz --per-bin",
    "  spinspike fit mps rec.npz -o mps.npz --neurons top:10 --cut 20 --bond 8",
    "  spinspike fit tensor-brain rec.npz -o brain.npz --per-bin --lags 2",
    "  spinspike fit glm reaches.npz -o targets.npz --by condition     (a model a condition, for decode)",
    "  spinspike fit mps rec.npz -o mps.npz --resume        (after a kill: ends in the same bytes)"})
final class FitCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "FAMILY", description = "independent, glm, hmm, mps, tensor-brain ...") String family;
    @Parameters(index = "1", paramLabel = "DATA", description = "spike file, FILE or FILE:KEY") String data;
    @Option(names = {"-o", "--output"}, required = true, paramLabel = "MODEL.npz", description = "the model file") Path target;
    @Option(names = "--validation", paramLabel = "FRACTION", description = "trials held out for early stopping and choices; 0 = none (default: the family's own, see families)")
    Double validation;
    @Option(names = "--iterations", paramLabel = "N", defaultValue = "0", description = "most training steps; raised with --resume, a run goes on (default: the family's own)") int iterations;
    @Option(names = "--checkpoint-every", paramLabel = "N", defaultValue = "1", description = "steps between checkpoints (default: ${DEFAULT-VALUE})") int checkpointEvery;
    @Option(names = "--resume", description = "go on from the checkpoint, if there is one") boolean resume;
    @Option(names = "--by", paramLabel = "condition", description = "a model for each condition of the trials, all in one file, for decode") String by;
    @Mixin DataOptions dataOptions;
    @Mixin GeneralOptions general;

    @Override public Integer call() {
        Family chosen = Families.get(family);
        if (iterations < 0) throw new IllegalArgumentException("--iterations must be 0 or more, got " + iterations);
        Require.atLeast("--checkpoint-every", checkpointEvery, 1);
        var stop = new AtomicBoolean();
        var request = new FitModel.Request(family, OptionFiles.read(chosen.options(), FamilyOptions.given(general.spec, chosen.options())), dataOptions.request(data), validation, iterations,
                general.seed(), target, checkpointEvery, resume, stop);
        general.checkOutput(target);
        if (by != null) return byCondition(chosen, request);
        Path checkpoint = FitModel.checkpoint(target);
        if (resume && !Files.exists(checkpoint)) general.note("there is no checkpoint " + checkpoint + ": training begins from the start");
        if (!resume && Files.exists(checkpoint) && !general.force) {
            throw new IllegalArgumentException(checkpoint + " holds an unfinished run: --resume goes on from it, --force begins anew");
        }
        if (general.dryRun) {
            FitModel.Expense expense = FitModel.cost(request);
            return Estimates.answer(general, "fit " + family, expense.cost(), Estimates.Beside.MODEL, expense.entries());
        }
        try (var signals = new StopOnSignal(stop)) {
            int code = answer(FitModel.run(request, general.progress()));
            signals.finished(code);
            return code;
        }
    }

    private int byCondition(Family chosen, FitModel.Request request) {
        if (!by.equals("condition")) throw new IllegalArgumentException("--by knows 'condition', the array of a spike file that names the condition of each trial; got '" + by + "'");
        if (resume) throw new IllegalArgumentException("--resume is for a single model: models by condition keep no checkpoint");
        if (general.dryRun) {
            FitModel.Expense expense = FitModel.cost(request);
            return Estimates.answer(general, "fit " + family + " by condition", expense.cost(), Estimates.Beside.MODEL, expense.entries());
        }
        var spec = new ModelSpec(family, chosen, Options.of(chosen.options(), request.options()));
        FitConditions.Result result = FitConditions.run(new FitConditions.Request(spec, request), general.progress());
        return general.finish(result.notes(), target, result.json(), () -> GeneralOptions.told(FitConditions.lines(result), target));
    }

    private int answer(FitModel.Result result) {
        result.fit().notes().forEach(general::note);
        if (result.fit().stop() == Fit.Stop.INTERRUPTED) {
            general.spec.commandLine().getErr().println("spinspike: stopped with a checkpoint; the same command with --resume goes on from it");
            return Failures.STOPPED;
        }
        general.record(target);
        general.answer(result.json(), () -> lines(result));
        return 0;
    }

    private String lines(FitModel.Result result) {
        var card = result.file().card();
        var text = new StringBuilder();
        text.append(String.format(Locale.ROOT, "%s: %s from %s in %.1f s, %s%n", family, Count.of(result.file().model().parameters(), "parameter"), Count.of(result.trials(), "trial"),
                result.seconds(), result.fit().ending()));
        if (card.get("train_nats") != null) text.append(String.format(Locale.ROOT, "training    %.4f nats a trial%n", (double) card.get("train_nats")));
        if (card.get("validation_nats") != null) text.append(String.format(Locale.ROOT, "validation  %.4f nats a trial (%s)%n", (double) card.get("validation_nats"), Count.of(result.held(), "trial")));
        if (card.get("misses") != null) text.append(card.get("misses")).append('\n');
        text.append(card.get("drift")).append('\n');
        if (result.fit().stop() == Fit.Stop.STEP_LIMIT) text.append(String.format(Locale.ROOT, "the limit of %d steps was reached; the same command with --resume --force --iterations %d goes on%n",
                result.limit(), 2L * result.limit()));
        return text.append("written to ").append(target).toString();
    }
}
