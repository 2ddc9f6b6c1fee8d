package org.spinspike.app.reproduction;

import java.util.stream.IntStream;
import org.spinspike.app.task.FitModel;
import org.spinspike.app.task.ModelSpec;
import org.spinspike.app.task.Nulls;
import org.spinspike.app.task.Scores;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;
import org.spinspike.model.Likelihood;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.statistics.EventMatch;
import org.spinspike.statistics.Summary;

/**
 * What one rule left of the spikes of one recording.
 *
 * @param match         events beside spikes
 * @param rates         correlation over neurons of the rates of events with those of spikes
 * @param pairs         correlation over pairs of neurons of the pair correlations of events with those of spikes
 * @param widePairs     the same of bins of {@link #TOGETHER} frames, in which a spike that is seen a frame late is seen in time
 * @param bitsPerEvent  held-out gain of the model over constant rates
 * @param bitsPerSecond the same, of the whole population
 */
record RuleScore(EventMatch match, double rates, double pairs, double widePairs, double bitsPerEvent, double bitsPerSecond) {
    /** Frames of a window of the model and of a wide bin; and the share of the windows, from the first on, that are learned from. */
    static final int WINDOW = 100, TOGETHER = 5;
    static final double LEARNED = .7;

    static RuleScore of(SpikeTrains truth, SpikeTrains events, int tolerance, ModelSpec model, Seed seed) {
        SpikeTrains windows = events.cut(WINDOW, 0);
        int first = (int) (LEARNED * windows.trials());
        SpikeTrains train = windows.select(IntStream.range(0, first).toArray()), test = windows.select(IntStream.range(first + 1, windows.trials()).toArray());
        Likelihood fitted = (Likelihood) FitModel.train(model, train, "events", null, 0, seed, Progress.SILENT).file().model();
        double bits = Scores.of(test, fitted.logProbability(test), Nulls.of(train), seed).overConstant().map(e -> e.value()).orElse(Double.NaN);
        return new RuleScore(EventMatch.of(truth, events, tolerance), correlation(rates(truth), rates(events)), correlation(pairs(truth), pairs(events)),
                correlation(pairs(together(truth, TOGETHER)), pairs(together(events, TOGETHER))), bits, bits * test.spikes() / test.design().seconds());
    }

    private static double[] rates(SpikeTrains data) {
        long[] ones = data.ones();
        return IntStream.range(0, ones.length).mapToDouble(i -> ones[i]).toArray();
    }

    private static double[] pairs(SpikeTrains data) {
        Summary summary = Summary.of(data);
        return summary.upper(summary.correlation());
    }

    /** Bins of {@code frames} frames: a one where any of them has one; what remains at the end is left out. */
    static SpikeTrains together(SpikeTrains one, int frames) {
        Design wide = Design.plain(1, one.bins() / frames, frames * one.design().binSeconds());
        return SpikeTrains.generate(wide, one.cells(), (k, t, i) -> IntStream.range(t * frames, (t + 1) * frames).anyMatch(f -> one.fires(0, f, i)));
    }

    /** Of those where both are defined. */
    static double correlation(double[] a, double[] b) {
        int[] both = IntStream.range(0, a.length).filter(e -> !Double.isNaN(a[e]) && !Double.isNaN(b[e])).toArray();
        double meanA = IntStream.of(both).mapToDouble(e -> a[e]).average().orElse(Double.NaN), meanB = IntStream.of(both).mapToDouble(e -> b[e]).average().orElse(Double.NaN);
        double ab = 0, aa = 0, bb = 0;
        for (int e : both) {
            ab += (a[e] - meanA) * (b[e] - meanB);
            aa += (a[e] - meanA) * (a[e] - meanA);
            bb += (b[e] - meanB) * (b[e] - meanB);
        }
        return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : Double.NaN;
    }
}
