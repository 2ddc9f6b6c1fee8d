package org.spinspike.tensor;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.spinspike.math.Seed;
import org.spinspike.model.Training;
import org.spinspike.spikes.SpikeTrains;

/**
 * Bit-flip smoothing: what is fitted are {@link #COPIES} copies of every training trial in which each observed bit s was replaced, with probability epsilon, by a fair coin,
 *
 * <pre>s  -&gt;  (1 - epsilon) |s&gt;&lt;s| + epsilon 1/2          a bit turns over with probability epsilon / 2</pre>
 *
 * so that no word close to a training trial can be given probability 0. Our reading: the source names the density at a leaf only; the law of the density itself needs matrices in
 * place of vectors, D^3 a bit, and bends the rates no less. The copies are drawn once, from the seed: the same objective for every step. Validation trials stay as they are.
 */
final class FlippedBits {
    static final int COPIES = 4;

    private FlippedBits() {}

    /** @param epsilon 0 leaves the training as it is */
    static Training in(Training training, double epsilon) {
        if (epsilon == 0) return training;
        return new Training(of(training.data(), epsilon, training.seed().child("flips")), training.validation(), training.options(), training.iterations(), training.seed(),
                training.checkpoint(), training.progress());
    }

    static SpikeTrains of(SpikeTrains data, double epsilon, Seed seed) {
        int trials = data.trials();
        SpikeTrains copies = data.select(IntStream.range(0, COPIES * trials).map(k -> k % trials).toArray());
        var builder = new SpikeTrains.Builder(copies.design(), copies.cells());
        for (int k = 0; k < copies.trials(); k++) {
            RandomGenerator random = seed.child(k).generator();
            for (int t = 0; t < copies.bins(k); t++)
                for (int i = 0; i < copies.neurons(); i++) {
                    boolean flip = random.nextDouble() < epsilon / 2;
                    if (!copies.observed(k, t, i)) builder.unobserved(k, t, i);
                    else if (copies.fires(k, t, i) != flip) builder.set(k, t, i);
                }
        }
        return builder.build().with(data.binarisation());
    }
}
