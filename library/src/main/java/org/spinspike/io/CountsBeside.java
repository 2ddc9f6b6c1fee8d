package org.spinspike.io;

import java.util.Arrays;
import java.util.Optional;
import org.spinspike.math.NamedArray;
import org.spinspike.math.NamedArrays;
import org.spinspike.spikes.BinarisationRule;
import org.spinspike.spikes.Binarised;
import org.spinspike.spikes.SpikeTrains;
import org.spinspike.spikes.Tally;

/**
 * What the ones of an array are, where the counts they were made of lie beside it in the same file as {@code spikes}: then nobody has to be believed.
 * They are "any" or "median" where that rule makes exactly these ones of the counts; "threshold by neuron" where every neuron has a count that
 * all its ones exceed and none of its zeros does. If neither holds nothing is said. Cost: linear, and one sort a neuron.
 */
final class CountsBeside {
    private static final String COUNTS = "spikes";

    private final BinarisationRule.Values counts;
    private final SpikeTrains.Rule seen;

    /**
     * @param counts of each entry
     * @param seen   which entries were observed
     */
    CountsBeside(BinarisationRule.Values counts, SpikeTrains.Rule seen) {
        this.counts = counts;
        this.seen = seen;
    }

    /** @return counts in the shape of the array {@code key}, which is another one; empty where there are none */
    static Optional<NamedArray> of(NamedArrays arrays, String key) {
        if (key.equals(COUNTS)) return Optional.empty();
        return arrays.find(COUNTS).filter(c -> !c.isText() && Arrays.equals(c.shape(), arrays.get(key).shape()))
                .filter(c -> Arrays.stream(c.doubles()).allMatch(v -> v >= 0 && v == Math.rint(v) && v < 1L << 40) && Arrays.stream(c.doubles()).anyMatch(v -> v > 1));
    }

    /** @return the ones with the rule that makes them of the counts, and what became of every spike */
    Optional<Binarised> explain(SpikeTrains ones) {
        for (BinarisationRule rule : new BinarisationRule[] {BinarisationRule.ANY, BinarisationRule.MEDIAN}) {
            Binarised made = rule.apply(ones.design(), ones.cells(), counts, seen);
            if (made.trains().equals(ones)) return Optional.of(made);
        }
        return thresholds(ones);
    }

    private Optional<Binarised> thresholds(SpikeTrains ones) {
        int n = ones.neurons();
        long[] read = new long[n], placed = ones.ones(), clipped = new long[n];
        for (int i = 0; i < n; i++) {
            double zeros = -1, least = Double.POSITIVE_INFINITY;
            for (int k = 0; k < ones.trials(); k++)
                for (int t = 0; t < ones.bins(k); t++) {
                    if (!seen.fires(k, t, i)) continue;
                    double count = counts.at(k, t, i);
                    read[i] += (long) count;
                    if (ones.fires(k, t, i)) least = Math.min(least, count);
                    else zeros = Math.max(zeros, count);
                }
            if (zeros >= least || least < 1) return Optional.empty();
            clipped[i] = read[i] - placed[i];
        }
        Tally tally = new Tally(read, placed, clipped, new long[n]);
        return Optional.of(new Binarised(ones.with(tally.total("threshold by neuron", false)), tally));
    }
}
