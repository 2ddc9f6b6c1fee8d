package org.spinspike.app.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spinspike.app.task.CompareResult.Entry;
import org.spinspike.baseline.IndependentModel;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Model;
import org.spinspike.model.Samples;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Comparison;
import org.spinspike.statistics.Judgement;
import org.spinspike.statistics.Score;

/**
 * Judges trained models on the held-out trials, each by everything it can do.
 *
 * @param data        what the trials are part of
 * @param comparison  of the held-out trials with their floors
 * @param independent scores of independent neurons on it
 * @param checks      what else each is asked
 */
record JudgeModel(DataRequest data, SpikeTrains test, Nulls nulls, Comparison comparison, List<Score> independent, CheckModel checks, Seed seed) {

    Entry of(String label, TrainChoice.Trained trained, Progress progress) {
        long begin = System.nanoTime();
        progress.at("judge " + label, 0, 1);
        ModelFile file = trained.fitted().file();
        Model model = file.model();
        Optional<double[]> logP = model instanceof Likelihood m ? Optional.of(DataException.blaming(() -> m.logProbability(test))) : Optional.empty();
        Optional<Scores> scores = logP.map(p -> Scores.of(test, p, nulls, seed.child("score")));
        Optional<double[]> forecast = model instanceof Forecasts m ? Optional.of(m.forecast(test, 1, seed.child("forecast")).p()) : Optional.empty();
        List<Judgement> judgements = List.of();
        Optional<SpikeTrains> sample = Optional.empty();
        if (model instanceof Samples m) {
            Seed samples = seed.child("samples");
            judgements = comparison.judge(set -> m.sample(test.design(), samples.child(set)), independent);
            sample = Optional.of(SampleModel.named(m.sample(test.design(), samples.child(0)), file));
        }
        Checks checked = checks.of(model, sample.orElse(null), forecast);
        String word = test.binarisation().word();
        String verdict = scores.map(s -> s.sentence(label, word, test.trials() + " held-out " + test.design().word() + "s")).orElse(label + " has no likelihood.");
        String misses = Misses.sentence(label, judgements, model instanceof IndependentModel m && m.parameters() == m.neurons());
        ModelFile carded = file.trainedOn(data).noting(heldOut(scores, verdict, misses, trained));
        progress.at("judge " + label, 1, 1);
        var effort = new Effort(trained.fitted().seconds(), (System.nanoTime() - begin) * 1e-9, trained.seeds(), trained.choice());
        return new Entry(label, carded, trained.fitted().fit(), Knowledge.of(model, test.design()), effort, logP, scores, forecast.map(p -> NeuronGains.of(test, p, nulls.headline(), seed.child("gains"))), forecast,
                forecast.map(p -> ForecastSpikes.calibration(test, p, 1)), forecast.flatMap(p -> ForecastSpikes.scores(test, p, 1, seed.child("score"))), sample, judgements, verdict, misses, checked);
    }

    /** What the model's card says of the trials it was judged on. */
    private Map<String, Object> heldOut(Optional<Scores> scores, String verdict, String misses, TrainChoice.Trained trained) {
        var card = new LinkedHashMap<String, Object>();
        trained.choice().ifPresent(choice -> card.put("chosen", choice.best().label() + ", of " + choice.candidates().size() + " candidates, on " + choice.trials() + " training trials"));
        trained.seeds().words().ifPresent(words -> card.put("trainings", words));
        card.put("held_out_trials", test.trials());
        String bits = "held_out_bits_per_" + test.binarisation().word();
        scores.flatMap(Scores::overConstant).ifPresent(i -> card.put(bits, Intervals.json(i)));
        scores.flatMap(Scores::overRatesOverTime).ifPresent(i -> card.put(bits + "_over_rates_over_time", Intervals.json(i)));
        card.put("held_out_verdict", verdict);
        card.put("held_out_misses", misses);
        return card;
    }
}
