package org.spinspike.baseline;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;
import org.spinspike.math.Rows;
import org.spinspike.math.Seed;
import org.spinspike.math.Shuffle;
import org.spinspike.math.optim.SoftmaxRegression;
import org.spinspike.math.optim.Standardisation;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Units;

/**
 * Which condition a trial belongs to, by logistic regression on how often each neuron fired in it: the usual decoder, which knows neither order in time
 * nor that neurons go together. Features are spikes over observed bins, standardised by the training trials; the ridge is the best of five by
 * five-fold cross-validation over source trials.
 *
 * @param scale      of the training trials
 * @param ridge      chosen
 * @param regression on standardised features
 */
public record CountRegression(Standardisation scale, double ridge, SoftmaxRegression regression) {
    private static final double[] RIDGES = {.1, 1, 10, 100, 1000};
    private static final int FOLDS = 5;

    /** @param label condition of each trial, 0 .. classes - 1 */
    public static CountRegression fit(SpikeTrains data, int[] label, int classes, Seed seed) {
        Require.length("labels", label.length, data.trials());
        double[] raw = features(data);
        var scale = Standardisation.of(raw, data.neurons());
        double[] x = scale.apply(raw);
        double ridge = choose(x, label, classes, Units.of(data.design()), seed);
        return new CountRegression(scale, ridge, SoftmaxRegression.fit(x, label, classes, ridge));
    }

    /** @return row-major [trials, classes]: ln p(condition | trial), nats */
    public double[] logProbabilities(SpikeTrains data) {
        return regression.logProbabilities(scale.apply(features(data)), data.trials());
    }

    private static double choose(double[] x, int[] label, int classes, Units units, Seed seed) {
        int folds = Math.min(FOLDS, units.count()), features = x.length / label.length;
        if (folds < 2) return RIDGES[RIDGES.length - 1];
        int[] order = Shuffle.order(units.count(), seed.child("folds").generator());
        double best = Double.POSITIVE_INFINITY, chosen = 0;
        for (double ridge : RIDGES) {
            double loss = 0;
            for (int fold = 0; fold < folds; fold++) {
                int out = fold;
                int[] held = IntStream.range(0, label.length).filter(k -> order[units.of()[k]] % folds == out).toArray();
                int[] kept = IntStream.range(0, label.length).filter(k -> order[units.of()[k]] % folds != out).toArray();
                var fitted = SoftmaxRegression.fit(Rows.of(x, features, kept), labels(label, kept), classes, ridge);
                double[] logP = fitted.logProbabilities(Rows.of(x, features, held), held.length);
                for (int k = 0; k < held.length; k++) loss -= logP[k * classes + label[held[k]]];
            }
            if (loss < best) {
                best = loss;
                chosen = ridge;
            }
        }
        return chosen;
    }

    /** Row-major [trials, neurons]: spikes over observed bins; NaN where there was none. */
    private static double[] features(SpikeTrains data) {
        int n = data.neurons();
        double[] x = new double[data.trials() * n];
        for (int k = 0; k < data.trials(); k++)
            for (int i = 0; i < n; i++) {
                int seen = 0, spikes = 0;
                for (int t = 0; t < data.bins(k); t++) {
                    if (!data.observed(k, t, i)) continue;
                    seen++;
                    if (data.fires(k, t, i)) spikes++;
                }
                x[k * n + i] = seen == 0 ? Double.NaN : (double) spikes / seen;
            }
        return x;
    }

    private static int[] labels(int[] label, int[] which) { return Arrays.stream(which).map(k -> label[k]).toArray(); }

    public NamedArrays arrays() {
        int classes = regression.classes();
        return new NamedArrays().put("mean", scale.mean(), scale.mean().length).put("scale", scale.scale(), scale.scale().length).put("ridge", ridge)
                .put("weights", regression.weights(), classes, regression.weights().length / classes);
    }

    public static CountRegression restore(NamedArrays arrays) {
        return new CountRegression(new Standardisation(arrays.doubles("mean"), arrays.doubles("scale")), arrays.scalar("ridge"),
                new SoftmaxRegression(arrays.get("weights").shape()[0], arrays.doubles("weights")));
    }
}
