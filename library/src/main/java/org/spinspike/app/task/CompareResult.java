package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.spinspike.app.task.Ranking.Rank;
import org.spinspike.math.Count;
import org.spinspike.model.Fit;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.ForecastCalibration;
import org.spinspike.statistics.ForecastScores;
import org.spinspike.statistics.Judgement;

/**
 * Several models judged on the same held-out trials: all that a report shows.
 *
 * @param about      what was done, in order: data, hash, shape, rule, split, seed, version ...
 * @param train      trials learned from, of which a family may have held some out for early stopping
 * @param test       trials judged on, looked at once
 * @param rows       of the test trials among all, counted from 0
 * @param nulls      from the training trials
 * @param drift      first against last trials of the whole recording
 * @param leftOut    models that cannot be made of these data, by label, and why
 * @param models     the others, in the order of {@code --models}
 * @param ranking    best first, of the models with a likelihood
 * @param lastBlock  the same models judged on the end of the recording; empty where that was not asked for
 * @param anomalies  of the second half of the test trials under the best model, calibrated on the first half; empty where there is none
 */
public record CompareResult(Map<String, Object> about, SpikeTrains train, SpikeTrains test, int[] rows, Nulls nulls, DriftLine drift, Map<String, String> leftOut, List<Entry> models,
                            List<Rank> ranking, Optional<LastBlock> lastBlock, Optional<AnomalyExample> anomalies) {

    /**
     * One model.
     *
     * @param label        as the user wrote it
     * @param file         the model with its card
     * @param fit          how training went
     * @param knows        what it is told of the stimulus
     * @param effort       what training and judging took
     * @param logP         ln p of each test trial; empty without a likelihood
     * @param scores       against both nulls; empty without a likelihood
     * @param gainByNeuron of its one-bin forecasts over the headline null; empty without forecasts
     * @param forecast     p [trials, bins, neurons], one bin ahead; empty without forecasts
     * @param calibration  of that forecast; empty without forecasts
     * @param forecastScores the same with intervals; empty without forecasts, or without trials to resample
     * @param sample       one sample set in the design of the test trials; empty where the model cannot sample
     * @param judgements   statistics of samples against the test trials, with floors
     * @param verdict      one plain sentence: does it beat the null that counts
     * @param misses       one plain sentence: what its samples get wrong
     * @param checks       what else it was asked
     */
    public record Entry(String label, ModelFile file, Fit fit, Knowledge knows, Effort effort, Optional<double[]> logP, Optional<Scores> scores, Optional<NeuronGains> gainByNeuron,
                        Optional<double[]> forecast, Optional<ForecastCalibration> calibration, Optional<ForecastScores> forecastScores, Optional<SpikeTrains> sample, List<Judgement> judgements,
                        String verdict, String misses, Checks checks) {
        /** @return whether training ended at its limit of steps while the model was still getting better */
        public boolean unfinished() {
            if (fit.stop() != Fit.Stop.STEP_LIMIT || fit.history().size() < 2) return false;
            Fit.Step last = fit.history().get(fit.history().size() - 1);
            boolean validated = Double.isFinite(last.validationNats());
            return fit.history().stream().allMatch(step -> validated ? !(step.validationNats() < last.validationNats()) : step.trainNats() >= last.trainNats());
        }

        /** @return that in plain words */
        public String unfinishedWords() { return label + " stopped at its limit of " + Count.of(fit.iterations(), "step") + ": with more it may do better."; }
    }

    /**
     * @param label     the model that was used
     * @param examined  the trials examined, of the test set
     * @param rows      of them among all trials, counted from 0
     * @param anomalies their scores
     */
    public record AnomalyExample(String label, SpikeTrains examined, int[] rows, Anomalies anomalies, int calibrationTrials) {}

    public Map<String, Object> json() {
        var map = new LinkedHashMap<String, Object>();
        map.put("about", about);
        map.put("drift", drift.text());
        var list = new ArrayList<Object>();
        Map<String, double[]> holm = Checks.holm(models);
        for (Entry m : models) {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("model", m.label());
            entry.put("family", m.file().model().family());
            entry.put("options", m.file().options());
            entry.put("parameters", m.file().model().parameters());
            entry.put("stop", m.fit().stop().name().toLowerCase(Locale.ROOT).replace('_', '-'));
            entry.put("iterations", m.fit().iterations());
            entry.put("knows", m.knows().words());
            m.effort().putInto(entry);
            m.scores().ifPresent(s -> s.putInto(entry));
            m.gainByNeuron().ifPresent(g -> entry.put("gain_by_neuron_bits_per_spike", g.json()));
            m.calibration().ifPresent(c -> {
                entry.put("forecast_log_loss_nats", c.logLoss());
                entry.put("forecast_auc", c.auc());
                entry.put("forecast_brier", c.brier());
            });
            m.forecastScores().ifPresent(f -> {
                entry.put("forecast_log_loss_nats_interval_95", Intervals.ninetyFive(f.logLoss()));
                entry.put("forecast_auc_interval_95", Intervals.ninetyFive(f.auc()));
                entry.put("forecast_brier_interval_95", Intervals.ninetyFive(f.brier()));
            });
            entry.put("statistics", m.judgements().stream().map(Intervals::json).toList());
            m.checks().putInto(entry, holm.get(m.label()));
            entry.put("verdict", m.verdict());
            entry.put("misses", m.misses());
            entry.put("notes", m.fit().notes());
            list.add(entry);
        }
        map.put("models", list);
        map.put("left_out", leftOut);
        map.put("ranking", ranking.stream().map(Ranking::json).toList());
        lastBlock.ifPresent(block -> map.put("last_block", block.json()));
        map.put("does_not_beat_rates_over_time", aligned() ? notBeating() : List.of());
        return map;
    }

    /** @return whether rates over time are the null that counts */
    public boolean aligned() { return nulls.perBin().isPresent(); }

    /** @return the models that are not shown to beat the null that counts, after correction for the number of models; best first */
    public List<String> notBeating() {
        return ranking.stream().filter(rank -> !rank.beats(of(rank).scores().orElseThrow())).map(Rank::label).toList();
    }

    public Entry of(Rank rank) { return models.stream().filter(e -> e.label().equals(rank.label())).findFirst().orElseThrow(); }

    /** @return the comparison in lines for a terminal: best first, then a sentence a model, then the drift line */
    public List<String> lines() {
        String word = test.binarisation().word();
        var lines = new ArrayList<String>();
        lines.add(String.format(Locale.ROOT, "%s to learn from, %d held out (%s); %s of %s ms, %s", Count.of(train.trials(), test.design().word()), test.trials(), about.get("split"),
                Count.of(test.bins(), "bin"), Describe.number(1e3 * test.design().binSeconds()), Count.of(test.neurons(), "neuron")));
        int width = Stream.concat(ranking.stream().map(rank -> "knows " + rank.knows().words()), models.stream().map(m -> "  " + m.label())).mapToInt(String::length).max().orElse(0);
        String heads = String.format("%12s   bits per %s over %s [95 %% interval]", "nats a " + test.design().word(), word, aligned() ? "rates over time" : "constant rates");
        for (Knowledge knows : Knowledge.values()) {
            List<Rank> ranks = ranking.stream().filter(rank -> rank.knows() == knows).toList();
            if (ranks.isEmpty()) continue;
            lines.add(String.format("%-" + width + "s  %s", "knows " + knows.words(), lines.size() == 1 ? heads : "").stripTrailing());
            for (Rank rank : ranks) lines.add(line(of(rank), width, word));
        }
        for (Entry m : models) lines.add(m.misses());
        if (!ranking.isEmpty() && !notBeating().isEmpty()) lines.add("not shown to beat " + (aligned() ? "rates over time" : "constant rates") + ": " + String.join(", ", notBeating()));
        lines.addAll(Checks.lines(models, test.design().word()));
        models.stream().filter(Entry::unfinished).forEach(m -> lines.add(m.unfinishedWords()));
        leftOut.forEach((label, why) -> lines.add("left out: " + label + ": " + why));
        lines.add(lastBlock.isPresent() ? drift.line() : drift.text());
        lastBlock.ifPresent(block -> lines.addAll(block.lines(width)));
        return lines;
    }

    private String line(Entry m, int width, String word) {
        Scores scores = m.scores().orElseThrow();
        return String.format(Locale.ROOT, "%-" + width + "s  %12.3f   %s; %s, all in %.1f s%s%s", "  " + m.label(), scores.meanNats(), scores.headline().map(Intervals::text).orElse("no " + word + " held out"),
                Count.of(m.file().model().parameters(), "parameter"), m.effort().all(), m.effort().choice().map(choice -> "; chosen: " + choice.best().label()).orElse(""), m.effort().seeds().words().map(words -> "; " + words).orElse(""));
    }
}
