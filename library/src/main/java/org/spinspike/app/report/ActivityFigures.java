package org.spinspike.app.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.spinspike.app.report.figure.AutocorrelogramFigure;
import org.spinspike.app.report.figure.CountFigure;
import org.spinspike.app.report.figure.Curve;
import org.spinspike.app.report.figure.Figure;
import org.spinspike.app.report.figure.HeatMapFigure;
import org.spinspike.app.report.figure.PsthFigure;
import org.spinspike.app.report.figure.RasterFigure;
import org.spinspike.app.report.figure.RasterFigure.Train;
import org.spinspike.app.report.figure.ScatterFigure;
import org.spinspike.math.Seed;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.Masks;
import org.spinspike.statistics.Summary;

/** The held-out trials beside one sample of each model, in the same design. */
final class ActivityFigures {
    private static final Seed SEED = new Seed(1).child("report");
    private static final int LAGS = 20, ROWS = 4;
    private static final double[] QUANTILES = {.5, .9, .99};

    private final SpikeTrains test;
    private final int[] rows;
    private final List<Train> samples;
    private final Map<String, Double> floors;
    private final Summary data;
    private final List<Summary> summaries;
    private final String word;
    private final int[] byRate;

    /**
     * @param rows    of the test trials among all of the data
     * @param samples of the models that can be sampled, each in the design of the test trials
     * @param floors  RMSE of recorded trials against recorded trials, by the name of the statistic
     */
    ActivityFigures(SpikeTrains test, int[] rows, List<Train> samples, Map<String, Double> floors) {
        this.test = test;
        this.rows = rows;
        this.samples = samples.stream().map(s -> new Train(s.label(), s.model(), Masks.of(test, s.spikes()))).toList();
        this.floors = floors;
        this.data = Summary.of(test);
        this.summaries = this.samples.stream().map(s -> Summary.of(s.spikes())).toList();
        this.word = test.binarisation().word();
        double[] rates = data.rates();
        this.byRate = IntStream.range(0, test.neurons()).boxed().sorted(Comparator.comparingDouble((Integer i) -> Double.isNaN(rates[i]) ? 0 : -rates[i]).thenComparingInt(i -> i))
                .mapToInt(Integer::intValue).toArray();
    }

    Figure neurons() { return RasterFigure.neurons("raster-neurons", sameClock(), some(3)); }

    Figure population() {
        if (!data.aligned() && test.design().word().equals("window") && test.trials() >= QUANTILES.length)
            return RasterFigure.trials("raster-population", byActivity(), IntStream.range(0, QUANTILES.length).toArray(), rows(quantiles(test)), order(), sorting()
                    + "; of the recording and of every sample the windows with the median, the 90 % and the 99 % quantile of its numbers of " + word + "s, because most windows hold few");
        int[] which = ofOneClock();
        int last = which.length - 1;
        int[] trials = IntStream.of(0, last / 2, last).distinct().toArray();
        return RasterFigure.trials("raster-population", sameClock(), trials, rows(IntStream.of(trials).map(k -> which[k]).toArray()), order(), sorting());
    }

    private int[] rows(int[] trials) { return IntStream.of(trials).map(k -> rows[k]).toArray(); }

    /** Of each train the windows at the same quantiles of its own activity: most windows of a long recording are all but empty. */
    private List<Train> byActivity() {
        return trains().stream().map(train -> new Train(train.label(), train.model(), train.spikes().select(quantiles(train.spikes())))).toList();
    }

    private static int[] quantiles(SpikeTrains spikes) {
        long[] active = IntStream.range(0, spikes.trials()).mapToLong(k -> IntStream.range(0, spikes.bins(k)).map(t -> spikes.population(k, t)).sum()).toArray();
        int[] order = IntStream.range(0, active.length).boxed().sorted(Comparator.comparingLong(k -> active[k])).mapToInt(Integer::intValue).toArray();
        return java.util.Arrays.stream(QUANTILES).mapToInt(q -> order[(int) Math.round(q * (order.length - 1))]).toArray();
    }

    /** All trials; of windows those that begin at the same time of their trials, the time at which most happens: only these belong above each other. */
    private List<Train> sameClock() {
        int[] which = ofOneClock();
        return which.length == test.trials() ? trains() : trains().stream().map(t -> new Train(t.label(), t.model(), t.spikes().select(which))).toList();
    }

    private int[] ofOneClock() {
        if (!data.aligned() || test.design().word().equals("trial")) return IntStream.range(0, test.trials()).toArray();
        var spikes = new java.util.TreeMap<Integer, Long>();
        for (int k = 0; k < test.trials(); k++) {
            long sum = 0;
            for (int t = 0; t < test.bins(k); t++) sum += test.population(k, t);
            spikes.merge(test.design().offset(k), sum, Long::sum);
        }
        int offset = spikes.entrySet().stream().max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(e -> -e.getKey())).orElseThrow().getKey();
        return IntStream.range(0, test.trials()).filter(k -> test.design().offset(k) == offset).toArray();
    }

    boolean aligned() { return data.aligned() && summaries.stream().allMatch(Summary::aligned); }

    Figure ratesOverTime() {
        int merge = Bands.merge(test, samples.size());
        var rows = new ArrayList<PsthFigure.Row>();
        for (int i : some(ROWS))
            rows.add(new PsthFigure.Row(RasterFigure.neuron(test, i), Bands.rateOverTime(test, i, merge, "recording", -1),
                    samples.stream().map(s -> Bands.rateOverTime(s.spikes(), i, merge, s.label(), s.model())).toList()));
        return PsthFigure.of("rates-over-time", word, test.design().binSeconds() * merge, rows,
                "95 % Wilson intervals over the trials" + (merge > 1 ? "; " + merge + " bins are averaged in each point" : ""));
    }

    Figure rates() {
        return scatter("rates", "Rates", "rate (" + word + "s / s)", "neuron", "rate", Summary::ratesHz, "Mean rate of every neuron over the held-out trials.");
    }

    /** Signal and noise where trials are aligned, all of the correlation where they are not; empty for one neuron. */
    List<Figure> correlations() {
        if (test.neurons() < 2) return List.of();
        if (!aligned()) return List.of(scatter("correlations", "Correlations", "correlation", "pair of neurons", "correlation", s -> s.upper(s.correlation()),
                "Correlation of two neurons in the same bin."));
        return List.of(scatter("signal-correlations", "Signal correlations", "signal correlation", "pair of neurons", "signal-correlation", s -> s.upper(s.signalCorrelation()),
                        "The part of the correlation that rates over time explain: both neurons follow the stimulus."),
                scatter("noise-correlations", "Noise correlations", "noise correlation", "pair of neurons", "noise-correlation", s -> s.upper(s.noiseCorrelation()),
                        "Correlation from trial to trial in the same bin, with rates over time taken away. Independent models have none."));
    }

    Figure populationCount() {
        return CountFigure.of("population-count", word, Bands.populationCount(test, "recording", -1, SEED.child("counts")),
                samples.stream().map(s -> Bands.populationCount(s.spikes(), s.label(), s.model(), SEED.child("counts"))).toList(),
                "Intervals and bands by bootstrap over trials.");
    }

    Figure autocorrelogram() {
        int lags = Math.max(1, Math.min(LAGS, test.bins() - 1));
        List<Curve> models = samples.stream().map(s -> Bands.autocorrelogram(s.spikes(), lags, s.label(), s.model(), SEED.child("lags"))).toList();
        return AutocorrelogramFigure.of("autocorrelogram", "probability of " + (word.equals("event") ? "an event" : "a spike"), test.design().binSeconds(),
                Bands.autocorrelogram(test, lags, "recording", -1, SEED.child("lags")), models,
                "Probability of " + (word.equals("event") ? "another event (not a spike)" : "another spike") + " of the same neuron, so much later, pooled over neurons and within trials; bands are 95 % intervals by bootstrap over trials.");
    }

    /** All pairs as a picture; empty below three neurons. */
    List<Figure> matrices() {
        int n = test.neurons();
        if (n < 3) return List.of();
        boolean aligned = aligned();
        var matrices = new ArrayList<HeatMapFigure.Matrix>();
        matrices.add(new HeatMapFigure.Matrix("recording", -1, matrix(data, aligned)));
        for (int m = 0; m < samples.size(); m++) matrices.add(new HeatMapFigure.Matrix(samples.get(m).label(), samples.get(m).model(), matrix(summaries.get(m), aligned)));
        return List.of(HeatMapFigure.of("correlation-matrices", aligned ? "Noise correlations of all pairs" : "Correlations of all pairs", aligned ? "noise correlation" : "correlation",
                n, matrices, Double.NaN, "Neurons in the order of the file, of one sample each."));
    }

    private double[] matrix(Summary summary, boolean noise) {
        double[] out = (noise ? summary.noiseCorrelation() : summary.correlation()).clone();
        for (int i = 0; i < test.neurons(); i++) out[i * test.neurons() + i] = Double.NaN;
        return out;
    }

    private Figure scatter(String name, String title, String quantity, String dots, String statistic, Function<Summary, double[]> of, String caption) {
        double floor = floors.getOrDefault(statistic, Double.NaN);
        return ScatterFigure.of(name, title, quantity, dots, of.apply(data),
                IntStream.range(0, samples.size()).mapToObj(m -> new ScatterFigure.Points(samples.get(m).label(), samples.get(m).model(), of.apply(summaries.get(m)), floor)).toList(), caption);
    }

    private List<Train> trains() {
        var all = new ArrayList<Train>();
        all.add(new Train("recording", -1, test));
        all.addAll(samples);
        return all;
    }

    /** The most active neuron and others down to the median one: quieter ones show nothing in a figure of a few trials. */
    private int[] some(int count) {
        int n = byRate.length, shown = Math.min(count, n);
        return IntStream.range(0, shown).map(c -> byRate[shown == 1 ? 0 : c * (n / 2) / (shown - 1)]).distinct().toArray();
    }

    private boolean byPeak() { return data.aligned() && test.design().word().equals("trial") && test.bins() >= 8; }

    private String sorting() { return byPeak() ? "by the time of their highest rate in the recording, the earliest on top" : "by rate, the most active on top"; }

    int[] order() {
        if (!byPeak()) return byRate;
        double[] psth = data.psthHz();
        int n = test.neurons(), bins = data.clockBins();
        int[] peak = new int[n];
        for (int i = 0; i < n; i++) {
            double best = -1;
            for (int c = 0; c < bins; c++) {
                double sum = 0;
                for (int d = Math.max(0, c - 2); d <= Math.min(bins - 1, c + 2); d++) if (!Double.isNaN(psth[d * n + i])) sum += psth[d * n + i];
                if (sum > best + 1e-9) {
                    best = sum;
                    peak[i] = c;
                }
            }
        }
        return IntStream.range(0, n).boxed().sorted(Comparator.comparingInt((Integer i) -> peak[i]).thenComparingInt(i -> i)).mapToInt(Integer::intValue).toArray();
    }

    static double[] rateByTrial(SpikeTrains data) {
        double[] rate = new double[data.trials()];
        for (int k = 0; k < rate.length; k++) {
            long spikes = 0;
            for (int t = 0; t < data.bins(k); t++) spikes += data.population(k, t);
            rate[k] = spikes / (data.observations(k) * data.design().binSeconds());
        }
        return rate;
    }
}
