package org.spinspike.app.task;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spinspike.io.DesignArrays;
import org.spinspike.io.Npz;
import org.spinspike.math.Count;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Likelihood;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Estimate;
import org.spinspike.statistics.TimeRescaling;

/** Exact log-likelihood of a recording under a model, against both nulls. */
public final class ScoreModel {
    private ScoreModel() {}

    /**
     * @param heldOut neurons to be known from the others, in words ({@link NeuronChoice}) or as a share, or null for none
     * @param rescaling whether forecasts of the next bin are tested by time rescaling
     * @param target  where {@code log_likelihood} [trials] goes, or null
     */
    public record Request(Path model, DataRequest data, String heldOut, boolean rescaling, Path target, Seed seed) {}

    public record Result(String family, String model, int trials, int neurons, long parameters, Scores scores, Optional<CoSmoothing> coSmoothing,
                         Optional<TimeRescaling> rescaling, double[] logLikelihood, String word, List<String> notes) {
        /** The keys are those of the command line's contract; a key that has no value is absent. */
        public Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("family", family);
            map.put("trials", trials);
            map.put("neurons", neurons);
            map.put("parameters", parameters);
            map.put("model", model);
            put(map, "mean_log_likelihood_nats", scores.nats());
            scores.overConstant().ifPresent(i -> put(map, "bits_per_spike", i));
            scores.overRatesOverTime().ifPresent(i -> put(map, "bits_per_spike_psth", i));
            map.put("per_bin_neuron_nats", scores.perBinNeuronNats());
            coSmoothing.ifPresent(co -> co.putInto(map));
            rescaling.ifPresent(r -> map.put("time_rescaling", json(r)));
            map.put("unit", word);
            map.put("notes", notes);
            return map;
        }

        /** Undefined values become null. */
        static Map<String, Object> json(TimeRescaling r) {
            var map = new LinkedHashMap<String, Object>();
            map.put("neurons_tested", r.tested());
            map.put("neurons_off", r.offCount());
            map.put("distance", r.distance());
            map.put("critical_distance", r.critical());
            map.put("p_value", r.p());
            map.put("intervals", r.intervals());
            return map;
        }

        static void put(Map<String, Object> map, String key, Estimate estimate) {
            map.put(key, estimate.value());
            map.put(key + "_interval_95", List.of(estimate.ninetyFive().low(), estimate.ninetyFive().high()));
        }

        public String sentence() { return scores.sentence(model, word, trials + " trials"); }
    }

    public static Result run(Request request) {
        ModelFile file = ModelFile.read(request.model());
        if (!(file.model() instanceof Likelihood model)) throw new DataException(file.model().family() + " has no likelihood: nothing to score");
        var notes = new ArrayList<String>();
        SpikeTrains data = file.suited(request.data().load(), notes);
        DataException.requireObserved(data, "there is nothing to score");
        file.noteTraining(request.data(), data, "these are the trials the model was trained on", "held-out trials say how good it is", notes);
        int hidden = Scores.hidden(data);
        if (hidden > 0) notes.add("nothing was observed in " + hidden + " of " + Count.of(data.trials(), data.design().word()) + ": nats a " + data.design().word() + " are of the other " + (data.trials() - hidden));
        Nulls nulls = file.judging(notes, data);
        Optional<CoSmoothing> coSmoothing = Optional.ofNullable(request.heldOut()).map(text -> {
            var choice = new NeuronChoice(CoSmoothing.OPTION, text);
            return CoSmoothing.of(CoSmoothing.able(model), data, nulls, choice.orShare(data, request.seed().child("held-out neurons")), request.seed().child("co-smoothing"));
        });
        Optional<TimeRescaling> rescaling = request.rescaling() ? Optional.of(rescaling(file, data, request.seed())) : Optional.empty();
        double[] logP = DataException.blaming(() -> model.logProbability(data));
        Scores scores = Scores.of(data, logP, nulls, request.seed().child("score"));
        if (request.target() != null) Npz.write(request.target(), new NamedArrays().put("log_likelihood", logP, logP.length).putAll(DesignArrays.of(data.design(), data.cells())));
        return new Result(model.family(), file.label(), data.trials(), data.neurons(), model.parameters(), scores, coSmoothing, rescaling, logP, data.binarisation().word(), notes);
    }

    private static TimeRescaling rescaling(ModelFile file, SpikeTrains data, Seed seed) {
        if (!(file.model() instanceof Forecasts model)) throw new DataException(file.model().family() + " makes no forecasts: --rescaling needs the chance of a spike given the past");
        return DataException.blaming(() -> TimeRescaling.of(data, model.forecast(data, 1, seed.child("forecast")).p(), seed.child("rescaling")));
    }
}
