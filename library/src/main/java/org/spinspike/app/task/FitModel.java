package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.spinspike.app.Families;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Checkpoint;
import org.spinspike.model.Family;
import org.spinspike.model.Fit;
import org.spinspike.model.Options;
import org.spinspike.model.Training;
import org.spinspike.spikes.Split;
import org.spinspike.spikes.SpikeTrains;

/** Trains a model and writes it, resumable after a kill at any moment. */
public final class FitModel {
    private FitModel() {}

    /**
     * @param family          name of the family
     * @param options         what the user gave of the family's options
     * @param data            what to learn from
     * @param validation      share of the trials held out, or null: the family's own
     * @param iterations      most steps, 0 leaves it to the family
     * @param seed            for everything random
     * @param target          the model file
     * @param checkpointEvery steps between two checkpoints
     * @param resume          go on from a checkpoint, where there is one
     * @param stop            set from outside to end the run with a checkpoint
     */
    public record Request(String family, Map<String, String> options, DataRequest data, Double validation, int iterations, Seed seed, Path target,
                          int checkpointEvery, boolean resume, AtomicBoolean stop) {}

    /**
     * @param file    the model as written; the last state's where the run was interrupted, and then nothing was written
     * @param fit     how training went
     * @param trials  trials learned from
     * @param held    trials held out for validation
     * @param limit   most steps it was allowed, 0 for no limit
     * @param seconds wall time of the training
     */
    public record Result(ModelFile file, Fit fit, int trials, int held, int limit, double seconds) {
        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("family", file.model().family());
            map.put("stop", fit.stop().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
            map.put("iterations", fit.iterations());
            map.put("seconds", seconds);
            map.put("parameters", file.model().parameters());
            map.put("train_nats", file.card().get("train_nats"));
            map.put("validation_nats", file.card().get("validation_nats"));
            map.put("trials", trials);
            map.put("validation_trials", held);
            map.put("learning_curve", fit.history().stream().map(s -> List.of(s.trainNats(), s.validationNats())).toList());
            map.put("notes", fit.notes());
            map.put("options", file.options());
            return map;
        }
    }

    /** @return where the training state of that model is kept while it is trained */
    public static Path checkpoint(Path target) { return CheckpointFile.beside(target); }

    /** @param entries to be read: trials x bins x neurons */
    public record Expense(Family.Cost cost, long entries) {}

    public static Expense cost(Request request) {
        Family family = Families.get(request.family());
        Options options = Options.of(family.options(), request.options());
        SpikeTrains data = request.data().load();
        check(family, data, options);
        Family.Cost cost = family.cost(data, options, request.iterations());
        return new Expense(cost, (long) data.trials() * data.bins() * data.neurons());
    }

    private static void check(Family family, SpikeTrains data, Options options) {
        family.obstacle(data, options).ifPresent(why -> { throw new DataException(why); });
    }

    public static Result run(Request request, Progress progress) {
        Family family = Families.get(request.family());
        Options options = Options.of(family.options(), request.options());
        SpikeTrains data = request.data().load();
        check(family, data, options);
        family.cost(data, options);                       // a wrong option is found here, before anything is computed
        String hash = Hashes.ofSpikes(data);
        Trained trained = new Trained(family, options, data, request.validation(), request.iterations(), request.seed(), request.seed().child("fit"));
        var checkpoint = new CheckpointFile(CheckpointFile.beside(request.target()), trained.identity(hash), request.checkpointEvery(), request.resume(), request.stop());
        Result result = trained.run(checkpoint, hash, request.data().words(), progress);
        Fit.Stop stop = result.fit().stop();
        if (stop != Fit.Stop.INTERRUPTED) {
            result.file().trainedOn(request.data()).write(request.target());
            if (stop != Fit.Stop.STEP_LIMIT) checkpoint.delete();         // a run that met its limit can be extended
        }
        return result;
    }

    /**
     * Trains on spikes that are in memory, without checkpoints; nothing is written.
     *
     * @param words      what the spikes are, for the model's card
     * @param validation share of the trials held out, or null: the family's own
     * @param iterations most steps, 0 leaves it to the family
     */
    public static Result train(ModelSpec spec, SpikeTrains data, String words, Double validation, int iterations, Seed seed, Progress progress) {
        return train(spec, data, words, validation, iterations, seed, 0, progress);
    }

    /** @param run 0 for the training of {@code fit}; others draw anew and hold out the same trials */
    static Result train(ModelSpec spec, SpikeTrains data, String words, Double validation, int iterations, Seed seed, int run, Progress progress) {
        return new Trained(spec.family(), spec.options(), data, validation, iterations, seed, run == 0 ? seed.child("fit") : seed.child("fit anew").child(run))
                .run(Checkpoint.NONE, Hashes.ofSpikes(data), words, (task, done, total) -> progress.at("fit " + spec.label(), done, total));
    }

    /** One family on one recording, split for validation. */
    private static final class Trained {
        private final Family family;
        private final Options options;
        private final SpikeTrains data, learned;
        private final Optional<SpikeTrains> held;
        private final int iterations;
        private final Seed seed, drawing;
        private final double fraction;
        private final List<String> notes = new ArrayList<>();

        /** @param drawing for what training draws; {@code seed} for all the rest */
        Trained(Family family, Options options, SpikeTrains data, Double validation, int iterations, Seed seed, Seed drawing) {
            this.drawing = drawing;
            this.family = family;
            this.options = options;
            this.data = data;
            this.iterations = iterations;
            this.seed = seed;
            double wanted = validation == null ? family.validationFraction() : validation;
            if (!(wanted >= 0 && wanted < 1)) throw new IllegalArgumentException("--validation must be at least 0 and below 1, got " + wanted);
            if (data.trials() < 2 && wanted > 0) {
                notes.add("one trial: nothing was held out for validation (--cut makes windows of it)");
                wanted = 0;
            }
            this.fraction = wanted;
            if (wanted == 0) {
                this.learned = data;
                this.held = Optional.empty();
            } else {
                Split split = DataException.blaming(() -> Split.byTrial(data, fraction, seed.child("validation")));
                this.learned = data.select(split.train());
                this.held = Optional.of(data.select(split.held()));
            }
            if (learned.observations() == 0) throw new DataException("not one entry of the training trials was observed: there is nothing to learn from");
            if (held.filter(h -> h.observations() == 0).isPresent()) {
                throw new DataException("not one entry of the " + held.get().trials() + " validation trials was observed: hold out more (--validation), or none (--validation 0)");
            }
        }

        /** Everything the result depends on, except how far it is taken: a run may be extended. */
        String identity(String hash) {
            var choices = new LinkedHashMap<>(options.values());
            choices.keySet().removeAll(family.limits());
            return Version.text() + " " + family.name() + " " + choices + " seed " + seed.value() + " validation " + fraction + " data " + hash;
        }

        Result run(Checkpoint checkpoint, String hash, String words, Progress progress) {
            long begin = System.nanoTime();
            Fit fit = fit(checkpoint, progress);
            double seconds = (System.nanoTime() - begin) * 1e-9;
            int limit = iterations == 0 ? family.steps(options) : iterations;
            return new Result(file(fit, hash, words), fit, learned.trials(), held.map(SpikeTrains::trials).orElse(0), limit, seconds);
        }

        private Fit fit(Checkpoint checkpoint, Progress progress) {
            Fit fit = DataException.blaming(() -> family.train(new Training(learned, held, options, iterations, drawing, checkpoint, progress)));
            var all = new ArrayList<>(notes);
            all.addAll(fit.notes());
            return new Fit(fit.model(), fit.history(), fit.stop(), all);
        }

        private ModelFile file(Fit fit, String hash, String words) {
            var nulls = Nulls.of(data);
            return new ModelFile(fit.model(), options.values(), data.cells(), data.design(), nulls, data.binarisation(),
                    ModelCard.of(fit, family, data, learned, held, nulls, fraction, hash, words, seed));
        }
    }
}
