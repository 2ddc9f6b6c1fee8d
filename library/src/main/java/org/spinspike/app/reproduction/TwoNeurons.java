package org.spinspike.app.reproduction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.spinspike.app.report.Page;
import org.spinspike.app.report.figure.RasterFigure;
import org.spinspike.app.report.figure.RowsFigure;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Samples;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Interval;
import org.spinspike.statistics.Summary;

/**
 * Two neurons, small enough to list everything they can do: the pair whose noise correlation in the training trials is largest, in eight bins. The exact law of each model is written down trial by trial,
 * all 65,536 of them, and what it says of two neighbouring bins stands beside how often that came.
 */
final class TwoNeurons extends OnTrials {
    private static final int AMONG = 16, FROM = 6, BINS = 8, WORDS = 16;

    TwoNeurons() { super(AMONG, 1000, "independent --per-bin,glm --per-bin,tensor-brain --chi 4 --bond 4"); }

    @Override public String name()    { return "tensor-brain-two-neurons"; }
    @Override public String summary() { return "2 neurons: the exact law of what they do in two neighbouring bins, beside what came"; }

    @Override TrialSet chosen(TrialSet all) {
        double[] correlation = Summary.of(all.train()).noiseCorrelation();
        int[] best = {0, 1};
        for (int i = 0; i < AMONG; i++)
            for (int j = i + 1; j < AMONG; j++) if (correlation[i * AMONG + j] > correlation[best[0] * AMONG + best[1]]) best = new int[] {i, j};
        return all.selectNeurons(best).selectBins(FROM, FROM + BINS);
    }

    @Override Reproduced look(Contest contest, Seed seed, Progress progress) {
        SpikeTrains test = contest.set().test();
        long[] count = counts(test);
        long total = Arrays.stream(count).sum();
        int[] order = IntStream.range(0, WORDS).boxed().sorted((a, b) -> Long.compare(count[b], count[a])).mapToInt(Integer::intValue).toArray();
        List<Interval> wilson = Arrays.stream(order).mapToObj(w -> Interval.wilson(count[w], total)).toList();
        List<RowsFigure.Series> series = new ArrayList<>(List.of(new RowsFigure.Series("held-out trials", -1, Arrays.stream(order).mapToDouble(w -> (double) count[w] / total).toArray(),
                wilson.stream().mapToDouble(Interval::low).toArray(), wilson.stream().mapToDouble(Interval::high).toArray())));
        List<RasterFigure.Train> trains = new ArrayList<>(List.of(new RasterFigure.Train("recording", -1, test)));
        var laws = new LinkedHashMap<String, Object>();
        var distances = new LinkedHashMap<String, Object>();
        for (Contest.Entry e : contest.entries()) {
            double[] law = law(e.model());
            series.add(new RowsFigure.Series(e.label(), e.colour(), Arrays.stream(order).mapToDouble(w -> law[w]).toArray(), null, null));
            laws.put(e.label(), Arrays.stream(order).mapToDouble(w -> law[w]).toArray());
            distances.put(e.label(), distance(law, count));
            if (e.model() instanceof Samples model) trains.add(new RasterFigure.Train(e.label(), e.colour(), model.sample(test.design(), seed.child("samples"))));
        }
        long[] learned = counts(contest.set().train());
        double learnedTotal = Arrays.stream(learned).sum();
        distances.put("training trials", distance(Arrays.stream(learned).mapToDouble(c -> c / learnedTotal).toArray(), count));
        List<String> words = Arrays.stream(order).mapToObj(TwoNeurons::text).toList();
        Page page = new Page("Two neurons", "SpinSpike reproduction").facts(contest.facts()).answer(contest.answer())
                .section("words", "Everything two neurons can do in two bins")
                .figure(RowsFigure.of("words", "Words of two neighbouring bins", "share of all pairs of neighbouring bins", words, series, Double.NaN,
                        "What both neurons do in a bin, and then in the next: 10 > 11 is the first neuron alone, then both. Held-out trials in black, with 95 % Wilson intervals as if pairs of bins were independent; models by their exact law, summed over all 65,536 trials of eight bins there can be.",
                        "Shares of the sixteen words of two neurons in two bins, held-out trials and models."))
                .section("raster", "Does it look right?").figure(RasterFigure.neurons("raster", trains, new int[] {0, 1}))
                .section("scores", contest.question()).figure(contest.scores()).table(contest.table());
        Map<String, Object> numbers = contest.json(seed);
        numbers.put("words", words);
        numbers.put("held_out_share", Arrays.stream(order).mapToDouble(w -> (double) count[w] / total).toArray());
        numbers.put("model_share", laws);
        numbers.put("total_variation", distances);
        return new Reproduced(page, numbers, contest.lines(), contest.files(""));
    }

    /** Bit 0 and 1 of a word: the neurons in the bin; bit 2 and 3: in the next. */
    private static String text(int word) { return (word & 1) + "" + (word >> 1 & 1) + " > " + (word >> 2 & 1) + (word >> 3 & 1); }

    private static long[] counts(SpikeTrains data) {
        long[] count = new long[WORDS];
        for (int k = 0; k < data.trials(); k++)
            for (int t = 0; t + 1 < data.bins(k); t++) {
                int word = 0;
                for (int b = 0; b < 4; b++) if (data.fires(k, t + b / 2, b % 2)) word |= 1 << b;
                count[word]++;
            }
        return count;
    }

    /** @return share of each word in a model's law, from every trial there can be */
    static double[] law(Likelihood model) {
        SpikeTrains all = SpikeTrains.generate(1 << 2 * BINS, BINS, 2, (k, t, i) -> (k >> 2 * t + i & 1) == 1);
        double[] logP = model.logProbability(all), law = new double[WORDS];
        for (int k = 0; k < logP.length; k++) for (int t = 0; t + 1 < BINS; t++) law[k >> 2 * t & WORDS - 1] += Math.exp(logP[k]) / (BINS - 1);
        return law;
    }

    private static double distance(double[] law, long[] count) {
        double total = Arrays.stream(count).sum();
        return IntStream.range(0, WORDS).mapToDouble(w -> Math.abs(law[w] - count[w] / total)).sum() / 2;
    }
}
