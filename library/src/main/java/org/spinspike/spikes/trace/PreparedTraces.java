package org.spinspike.spikes.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.spinspike.math.Median;
import org.spinspike.math.Require;
import org.spinspike.math.RunningPercentile;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * Traces after {@link TraceSteps}, made neuron by neuron as a rule asks for them. A frame that is NaN, in the trace or its neuropil, was not observed. For the rule oasis the value of a frame
 * is the size of its event in standard deviations of the noise, each run of observed frames deconvolved by itself.
 */
public final class PreparedTraces {
    private final TraceSteps steps;
    private final BinarisationRule rule;
    private final Design design;
    private final Neurons cells;
    private final BinarisationRule.Values trace, neuropil;
    private final SpikeTrains.Rule seen;
    private final double[][] values;                     // of the neuron at hand, one array a trial, NaN where not observed
    private final double[] decaySeconds;                 // of every neuron, where there are events to deconvolve
    private final long[] smaller;                        // events of every neuron that are too small
    private int neuron = -1;

    /** @param neuropil values of the same shape; null where none is taken off */
    public PreparedTraces(TraceSteps steps, BinarisationRule rule, Design design, Neurons cells, BinarisationRule.Values trace, BinarisationRule.Values neuropil, SpikeTrains.Rule seen) {
        this.steps = steps;
        this.rule = rule;
        this.design = design;
        this.cells = cells;
        this.trace = trace;
        this.neuropil = neuropil;
        this.seen = seen;
        this.values = new double[design.trials()][];
        this.decaySeconds = new double[cells.count()];
        this.smaller = new long[cells.count()];
        boolean oasis = rule.kind() == BinarisationRule.Kind.OASIS;
        String only = steps.tauSeconds().isPresent() ? "--tau" : steps.lambda().isPresent() ? "--lambda" : "";
        Require.that(oasis || only.isEmpty(), only + " is for --binarise oasis:X, the rule is " + rule);
        Require.that(rule.kind() != BinarisationRule.Kind.ANY || steps.none(), (steps.options().equals("--neuropil") ? "taking the neuropil off (--neuropil, and F of a suite2p folder by itself)" : steps.options()) + " makes a trace of numbers, which rule any, for counts, cannot take");
    }

    /** Zeros and ones, the account of them, and how they came about in words. */
    public Binarised binarised() {
        Binarised events = rule.apply(design, cells, this::at, this::observed, steps.none());
        String words = steps.words() + rule + (rule.kind() == BinarisationRule.Kind.OASIS ? " (" + oasisWords() + ")" : "");
        return new Binarised(events.trains().with(events.tally().total(words, rule.spikes())), events.tally());
    }

    private String oasisWords() {
        String decay = steps.tauSeconds().isPresent() ? "decay " + TraceSteps.number(steps.tauSeconds().getAsDouble()) + " s"
                : String.format(Locale.ROOT, "decay %.3g to %.3g s by autocorrelation", Arrays.stream(decaySeconds).min().orElse(0), Arrays.stream(decaySeconds).max().orElse(0));
        return decay + ", noise by differences, " + (steps.lambda().isPresent() ? "lambda " + TraceSteps.number(steps.lambda().getAsDouble()) : "lambda by noise") + ", " + Arrays.stream(smaller).sum() + " smaller events dropped";
    }

    private double at(int k, int t, int i) {
        if (i != neuron) load(i);
        return values[k][t];
    }

    private boolean observed(int k, int t, int i) {
        if (i != neuron) load(i);
        return !Double.isNaN(values[k][t]);
    }

    private void load(int i) {
        neuron = i;
        double a = neuropil == null ? 0 : steps.neuropil().orElse(0);
        for (int k = 0; k < values.length; k++) {
            values[k] = new double[design.bins(k)];
            for (int t = 0; t < values[k].length; t++) values[k][t] = !seen.fires(k, t, i) ? Double.NaN : a == 0 ? trace.at(k, t, i) : trace.at(k, t, i) - a * neuropil.at(k, t, i);
            for (int t = 0; t < values[k].length; t++)
                if (Double.isInfinite(values[k][t])) throw new IllegalArgumentException("the value of trial " + k + ", bin " + t + ", neuron " + cells.name(i) + " is " + values[k][t] + "; frames without a value must be NaN");
            int trial = k;
            steps.baseline().ifPresent(b -> takeOff(b, trial, i));
        }
        if (rule.kind() == BinarisationRule.Kind.OASIS) deconvolve(i);
    }

    private void takeOff(TraceSteps.Baseline b, int k, int i) {
        int half = (int) Math.min(Integer.MAX_VALUE / 2, Math.floor(b.seconds() / design.binSeconds() / 2 + 1e-9));
        double[] f0 = RunningPercentile.of(values[k], half, b.percentile());
        for (int t = 0; t < f0.length; t++) {
            if (Double.isNaN(values[k][t])) continue;
            values[k][t] -= f0[t];
            if (!b.divided()) continue;
            Require.that(f0[t] > 0, "dF/F of neuron " + cells.name(i) + " needs a baseline above 0, it is " + f0[t] + " in trial " + k + ", bin " + t + "; --baseline instead of --dff takes it off without dividing"
                    + (neuropil == null ? "" : ", and a smaller --neuropil takes less off"));
            values[k][t] /= f0[t];
        }
    }

    private void deconvolve(int i) {
        List<int[]> places = new ArrayList<>();          // trial, first frame, one past the last
        for (int k = 0; k < values.length; k++)
            for (int t = 0; t < values[k].length; t++) {
                int from = t;
                while (t < values[k].length && !Double.isNaN(values[k][t])) t++;
                if (t > from) places.add(new int[] {k, from, t});
            }
        List<double[]> runs = places.stream().map(p -> Arrays.copyOfRange(values[p[0]], p[1], p[2])).toList();
        double noise = TraceNoise.sd(runs), gamma = steps.tauSeconds().isPresent() ? Math.exp(-design.binSeconds() / steps.tauSeconds().getAsDouble()) : TraceNoise.decay(runs);
        decaySeconds[i] = gamma == 0 ? 0 : -design.binSeconds() / Math.log(gamma);
        boolean constant = runs.stream().flatMapToDouble(Arrays::stream).distinct().limit(2).count() < 2;
        Require.that(noise > 0 || constant, "the noise of neuron " + cells.name(i) + " is 0: most of its frames differ by nothing; oasis is for fluorescence, threshold:X for what is deconvolved already");
        smaller[i] = 0;
        for (int r = 0; r < runs.size(); r++) {
            double[] y = runs.get(r), s = constant ? new double[y.length] : events(y, gamma, noise);
            for (int t = 0; t < s.length; t++) {
                values[places.get(r)[0]][places.get(r)[1] + t] = constant ? 0 : s[t] / noise;
                if (s[t] > 0 && s[t] / noise <= rule.level()) smaller[i]++;
            }
        }
    }

    private double[] events(double[] y, double gamma, double noise) {
        if (steps.lambda().isEmpty()) return Oasis.withNoise(y, gamma, noise).events();
        return Oasis.solve(y, gamma, steps.lambda().getAsDouble() * noise, Median.of(y.clone())).events();
    }
}
