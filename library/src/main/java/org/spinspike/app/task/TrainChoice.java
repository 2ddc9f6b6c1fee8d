package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Likelihood;
import org.spinspike.spikes.Split;
import org.spinspike.spikes.SpikeTrains;

/** Trains one entry of a comparison: listed options are chosen on validation trials, then the model is trained once, or several times where its training draws at random. */
final class TrainChoice {
    /** Share of the training trials that candidates are scored on. */
    static final double VALIDATION = .2;

    private final SpikeTrains train;
    private final String words;
    private final int iterations;
    private final Seed seed;
    private final Progress progress;

    /** @param words what the spikes are, for the model's card; @param iterations most steps of each training, 0 leaves it to the family */
    TrainChoice(SpikeTrains train, String words, int iterations, Seed seed, Progress progress) {
        this.train = train;
        this.words = words;
        this.iterations = iterations;
        this.seed = seed;
        this.progress = progress;
    }

    /** @param fitted the first training that succeeded */
    record Trained(FitModel.Result fitted, Optional<OptionChoice> choice, SeedRuns seeds) {}

    /** What is scored of every training, beside the one that is judged: bits per spike on the held-out trials. */
    interface Gain { double of(double[] logP); }

    /**
     * @param test  where each training is scored
     * @param times trainings of a family that draws
     * @throws NumericalException where not one of them gave a model
     */
    Trained of(ModelChoice entry, SpikeTrains test, Gain gain, int times) {
        Optional<OptionChoice> choice = entry.open() ? Optional.of(choose(entry)) : Optional.empty();
        ModelSpec best = entry.candidates().get(choice.map(OptionChoice::chosen).orElse(0)), spec = new ModelSpec(entry.label(), best.family(), best.options());
        boolean draws = spec.family().drawsInTraining();
        List<SeedRuns.Run> runs = new ArrayList<>();
        FitModel.Result first = null;
        for (int run = 0; run < (draws ? times : 1); run++) {
            String which = run == 0 ? "" : ", training " + (run + 1) + " of " + times;
            long begin = System.nanoTime();
            try {
                FitModel.Result fitted = sound(FitModel.train(spec, train, words, null, iterations, seed, run, (task, done, total) -> progress.at(task + which, done, total)));
                double bits = fitted.file().model() instanceof Likelihood model ? gain.of(scored(model, test)) : Double.NaN;
                runs.add(new SeedRuns.Run(bits, fitted.seconds(), ""));
                if (first == null) first = fitted;
            } catch (NumericalException e) {
                runs.add(new SeedRuns.Run(Double.NaN, (System.nanoTime() - begin) * 1e-9, e.getMessage()));
            }
        }
        if (first == null) throw new NumericalException((runs.size() == 1 ? "training failed: " : "all " + runs.size() + " trainings failed: ") + runs.get(0).failure());
        return new Trained(first, choice, new SeedRuns(draws, runs));
    }

    private OptionChoice choose(ModelChoice entry) {
        Split split = DataException.blaming(() -> Split.byTrial(train, VALIDATION, seed.child("choice")));
        SpikeTrains learned = train.select(split.train()), judged = train.select(split.held());
        List<OptionChoice.Candidate> candidates = entry.candidates().stream().map(c -> candidate(c, learned, judged)).toList();
        int best = IntStream.range(0, candidates.size()).filter(c -> !Double.isNaN(candidates.get(c).nats())).boxed()
                .reduce((a, b) -> candidates.get(b).nats() > candidates.get(a).nats() ? b : a)
                .orElseThrow(() -> new NumericalException("none of " + candidates.size() + " candidates could be trained: " + candidates.get(0).failure()));
        return new OptionChoice(candidates, best, judged.trials());
    }

    private OptionChoice.Candidate candidate(ModelSpec spec, SpikeTrains learned, SpikeTrains judged) {
        Optional<String> obstacle = spec.family().obstacle(learned, spec.options());
        if (obstacle.isPresent()) return new OptionChoice.Candidate(spec.label(), 0, Double.NaN, 0, obstacle.get());
        try {
            FitModel.Result fitted = sound(FitModel.train(spec, learned, words, null, iterations, seed, (task, done, total) -> progress.at(task.replaceFirst("^fit ", "try "), done, total)));
            if (!(fitted.file().model() instanceof Likelihood model)) throw new DataException(spec.family().name() + " has no likelihood, so no list of options can be chosen from: give one value each");
            return new OptionChoice.Candidate(spec.label(), model.parameters(), Arrays.stream(scored(model, judged)).average().orElse(Double.NaN), fitted.seconds(), "");
        } catch (NumericalException e) {
            return new OptionChoice.Candidate(spec.label(), 0, Double.NaN, 0, e.getMessage());
        }
    }

    /** A training that ended in numbers that are none has failed, whatever it says itself. */
    private static FitModel.Result sound(FitModel.Result fitted) {
        if (fitted.file().card().get("train_nats") instanceof Double nats && !Double.isFinite(nats))
            throw new NumericalException("training ended with -ln p = " + nats + " of a training trial");
        return fitted;
    }

    private static double[] scored(Likelihood model, SpikeTrains data) {
        double[] logP = DataException.blaming(() -> model.logProbability(data));
        if (Arrays.stream(logP).anyMatch(Double::isNaN)) throw new NumericalException("ln p of a trial is no number");
        return logP;
    }
}
