package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.spinspike.app.task.CompareResult.Entry;
import org.spinspike.statistics.MultipleTests;
import org.spinspike.statistics.Quantiles;
import org.spinspike.statistics.TimeRescaling;
import org.spinspike.statistics.TimeReversal;
import org.spinspike.statistics.TwoSample;

/**
 * What a model is asked beyond its likelihood and the statistics of its samples.
 *
 * @param twoSample   can its sample be told from the held-out trials, by tests of whole trials
 * @param copies      has it learned trials by heart
 * @param coSmoothing what it knows of some neurons from the others
 * @param forward     what it knows some bins ahead
 * @param arrow       the arrow of time in its sample beside that in the held-out trials
 * @param rescaling   do intervals fit its forecasts of the next bin
 * @param published   measures as other papers compute them, by the paper's name; empty where nobody asked
 * @param missing     why something of these is not there, by name
 */
public record Checks(Optional<TwoSample> twoSample, Optional<Copies> copies, Optional<CoSmoothing> coSmoothing, Optional<ForwardPrediction> forward,
                     Optional<Arrow> arrow, Optional<TimeRescaling> rescaling, Map<String, List<Measure>> published, Map<String, String> missing) {
    public static final String TWO_SAMPLE = "two-sample tests", COPIES = "memorisation test", CO_SMOOTHING = "co-smoothing", FORWARD = "forward prediction",
            ARROW = "arrow of time", RESCALING = "time rescaling";
    public static final Checks NONE = new Checks(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());

    /**
     * Distance to the nearest training trial.
     *
     * @param trials      looked at of each kind
     * @param generated   median and quartiles of generated trials, entries that differ
     * @param held        the same of held-out trials
     * @param copied      share of generated trials that stand in the training set, entry for entry
     * @param heldCopied  the same of held-out trials
     * @param closer      chance that a generated trial is nearer to training than a held-out one, ties half
     * @param p           of "no nearer than held-out trials", one-sided, by permutation of source trials
     */
    public record Copies(int trials, double[] generated, double[] held, double copied, double heldCopied, double closer, double p) {
        static double[] spread(int[] distances) {
            double[] known = Arrays.stream(distances).filter(d -> d >= 0).asDoubleStream().toArray();
            return new double[] {Quantiles.median(known), Quantiles.of(known, .25), Quantiles.of(known, .75)};
        }
    }

    /**
     * @param name     as its authors call it
     * @param mean     over sample sets
     * @param sd       over sample sets; 0 for what takes no sample
     * @param recorded of as many training trials in the model's place; NaN where that makes no sense
     */
    public record Measure(String name, double mean, double sd, double recorded) {}

    /**
     * @param neurons  names of those whose words are looked at
     * @param recorded of the held-out trials
     * @param drawn    of the sample
     */
    public record Arrow(List<String> neurons, TimeReversal recorded, TimeReversal drawn) {
        Map<String, Object> json() {
            var map = new LinkedHashMap<String, Object>();
            map.put("neurons", neurons);
            map.put("held_out", json(recorded));
            map.put("sample", json(drawn));
            return map;
        }

        static Map<String, Object> json(TimeReversal r) {
            var map = new LinkedHashMap<String, Object>();
            map.put("nats_per_bin", Intervals.json(r.estimate()));
            map.put("bound_nats_per_bin", Intervals.json(r.bound()));
            map.put("null_95_nats_per_bin", List.of(r.nullLow(), r.nullHigh()));
            map.put("p_value", r.p());
            map.put("shuffled_bins_nats_per_bin", r.shuffledBins());
            r.shuffledTrials().ifPresent(value -> map.put("shuffled_trials_nats_per_bin", value));
            return map;
        }
    }

    /** @return p-values of the tests of whole trials, corrected after Holm for all tests of all models, by label */
    public static Map<String, double[]> holm(List<Entry> models) {
        double[] all = models.stream().flatMap(m -> m.checks().twoSample().stream()).flatMap(two -> two.tests().stream()).mapToDouble(TwoSample.Test::p).toArray(), adjusted = MultipleTests.holm(all);
        var out = new LinkedHashMap<String, double[]>();
        int at = 0;
        for (Entry m : models) {
            if (m.checks().twoSample().isEmpty()) continue;
            int count = m.checks().twoSample().get().tests().size();
            out.put(m.label(), Arrays.copyOfRange(adjusted, at, at += count));
        }
        return out;
    }

    /** @return p-values of the search for copies, corrected after Holm for all models, by label */
    public static Map<String, Double> holmOfCopies(List<Entry> models) {
        List<Entry> tested = models.stream().filter(m -> m.checks().copies().isPresent()).toList();
        double[] adjusted = MultipleTests.holm(tested.stream().mapToDouble(m -> m.checks().copies().get().p()).toArray());
        var out = new LinkedHashMap<String, Double>();
        for (int m = 0; m < adjusted.length; m++) out.put(tested.get(m).label(), adjusted[m]);
        return out;
    }

    /** @return the models whose samples some test tells from held-out trials, and those whose samples lie nearer to training trials than held-out ones do, in two lines */
    static List<String> lines(List<Entry> models, String word) {
        List<String> told = holm(models).entrySet().stream().filter(e -> Arrays.stream(e.getValue()).anyMatch(p -> p < Ranking.LEVEL)).map(Map.Entry::getKey).toList();
        List<String> copied = holmOfCopies(models).entrySet().stream().filter(e -> e.getValue() < Ranking.LEVEL).map(Map.Entry::getKey).toList();
        var lines = new ArrayList<String>();
        if (models.stream().anyMatch(m -> m.checks().twoSample().isPresent())) lines.add("samples told from held-out " + word + "s by tests of whole " + word + "s: " + (told.isEmpty() ? "none" : String.join(", ", told)));
        if (!copied.isEmpty()) lines.add("samples nearer to training " + word + "s than held-out ones are, as of a model that has learned them by heart: " + String.join(", ", copied));
        return lines;
    }

    /** @param holm of this model, from {@link #holm}; null without tests */
    void putInto(Map<String, Object> map, double[] holm) {
        twoSample.ifPresent(two -> {
            var tests = new ArrayList<Object>();
            for (int n = 0; n < holm.length; n++) {
                var test = new LinkedHashMap<String, Object>();
                test.put("name", two.tests().get(n).name());
                test.put("value", two.tests().get(n).value());
                test.put("p", two.tests().get(n).p());
                test.put("p_holm", holm[n]);
                tests.add(test);
            }
            map.put("two_sample", Map.of("trials", two.trials(), "tests", tests));
        });
        copies.ifPresent(c -> {
            var copied = new LinkedHashMap<String, Object>();
            copied.put("trials", c.trials());
            copied.put("nearest_training_distance", c.generated());
            copied.put("nearest_training_distance_held_out", c.held());
            copied.put("copies", c.copied());
            copied.put("copies_held_out", c.heldCopied());
            copied.put("chance_closer", c.closer());
            copied.put("p", c.p());
            map.put("memorisation", copied);
        });
        coSmoothing.ifPresent(co -> {
            var smoothing = new LinkedHashMap<String, Object>();
            smoothing.put("held_out_neurons", co.names());
            co.putInto(smoothing);
            map.put("co_smoothing", smoothing);
        });
        forward.ifPresent(ahead -> map.put("forward_prediction", ahead.json()));
        arrow.ifPresent(a -> map.put("time_reversal", a.json()));
        rescaling.ifPresent(r -> map.put("time_rescaling", ScoreModel.Result.json(r)));
        var papers = new LinkedHashMap<String, Object>();
        published.forEach((paper, measures) -> {
            var values = new LinkedHashMap<String, Object>();
            for (Measure m : measures) values.put(m.name(), Map.of("mean", m.mean(), "sd", m.sd(), "recorded", m.recorded()));
            papers.put(paper, values);
        });
        if (!papers.isEmpty()) map.put("published", papers);
        if (!missing.isEmpty()) map.put("not_available", missing);
    }
}
