package org.spinspike.app.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.spinspike.app.task.Checks.Measure;
import org.spinspike.math.Seed;
import org.spinspike.math.Shuffle;
import org.spinspike.model.Samples;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Published;
import org.spinspike.statistics.WordLaw;

/**
 * Measures the way other papers compute them, flaws included ({@link Published}), so that a published table can be met: mean and standard deviation over sample sets, beside the
 * same of as many training trials in the model's place. What SpinSpike itself goes by are its own statistics.
 */
record PublishedMeasures(SpikeTrains train, SpikeTrains test, Seed seed) {
    private static final int SETS = 5;

    @FunctionalInterface private interface Paper { Map<String, Double> measures(SpikeTrains data, SpikeTrains model); }

    /**
     * @param model    null where it cannot sample
     * @param smoothed p of held-out neurons in {@code some}, NaN elsewhere
     * @param ahead    p that many bins ahead in {@code few}
     * @param missing  takes what cannot be computed, and why. Modified.
     */
    Map<String, List<Measure>> of(Samples model, Optional<double[]> smoothed, SpikeTrains some, Optional<double[]> ahead, SpikeTrains few, int horizon, Map<String, String> missing) {
        var out = new LinkedHashMap<String, List<Measure>>();
        if (model != null) {
            List<SpikeTrains> samples = sets(set -> model.sample(test.design(), seed.child("samples").child(set))), recorded = sets(this::recorded);
            add("Spike-GAN", Published::spikeGan, samples, recorded, out, missing);
            if (test.neurons() > WordLaw.MOST) missing.put("SpiQGAN", "its words are of " + WordLaw.MOST + " neurons at most, here are " + test.neurons() + " (--neurons top:" + WordLaw.MOST + ")");
            else {
                boolean biased = WordLaw.of(test).biasDominated();
                if (biased) missing.put("SpiQGAN divergences of words", "bias-dominated: more than one word to ten bins");
                add("SpiQGAN", (data, other) -> without(biased, Published.spiQGan(data, other)), samples, recorded, out, missing);
            }
            add("LDNS", Published::ldns, samples, recorded, out, missing);
        }
        var benchmark = new ArrayList<Measure>();
        smoothed.ifPresent(p -> benchmark.addAll(benchmark("co-bps", some, p)));
        ahead.ifPresent(p -> benchmark.addAll(benchmark("fp-bps, " + horizon + " bins ahead", few, ForecastSpikes.judged(few, p, horizon))));
        if (!benchmark.isEmpty()) out.put("Neural Latents Benchmark", benchmark);
        return out;
    }

    private void add(String name, Paper paper, List<SpikeTrains> samples, List<SpikeTrains> recorded, Map<String, List<Measure>> out, Map<String, String> missing) {
        try {
            List<Map<String, Double>> ofModel = DataException.blaming(() -> samples.stream().map(s -> paper.measures(test, s)).toList()), ofData = DataException.blaming(() -> recorded.stream().map(s -> paper.measures(test, s)).toList());
            out.put(name, ofModel.get(0).keySet().stream().map(key -> {
                double[] each = ofModel.stream().mapToDouble(m -> m.get(key)).toArray();
                return new Measure(key, mean(each), deviation(each), ofData.isEmpty() ? Double.NaN : mean(ofData.stream().mapToDouble(m -> m.get(key)).toArray()));
            }).toList());
        } catch (DataException notDefined) {
            missing.put(name, notDefined.getMessage());
        }
    }

    private static List<SpikeTrains> sets(IntFunction<SpikeTrains> draw) {
        var sets = new ArrayList<SpikeTrains>();
        for (int set = 0; set < SETS; set++) {
            SpikeTrains drawn = draw.apply(set);
            if (drawn != null) sets.add(drawn);
        }
        return sets;
    }

    /** @return as many training trials as there are test trials; null where there are fewer */
    private SpikeTrains recorded(int set) {
        return train.trials() < test.trials() ? null : train.select(Arrays.stream(Shuffle.order(train.trials(), seed.child("recorded").child(set).generator())).limit(test.trials()).sorted().toArray());
    }

    private static Map<String, Double> without(boolean biased, Map<String, Double> measures) {
        if (biased) measures.keySet().removeIf(name -> name.startsWith("js_"));
        return measures;
    }

    private static List<Measure> benchmark(String name, SpikeTrains data, double[] rates) {
        return Published.nlb(data, rates).entrySet().stream().map(e -> new Measure(name + ", " + e.getKey().replace('_', ' '), e.getValue(), 0, Double.NaN)).toList();
    }

    private static double mean(double[] x) { return Arrays.stream(x).average().orElse(Double.NaN); }

    private static double deviation(double[] x) {
        double mean = mean(x);
        return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1));
    }
}
