package org.spinspike.model;

import java.util.Arrays;
import org.spinspike.math.Require;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * Exact probabilities of one spike and of two together, under any model that sums out what is hidden: one trial for each entry in which nothing is known but its
 * spike. Cost: T N such trials.
 *
 * @param one   p(s_l = 1), entry l = t N + i
 * @param pairs row-major [T N, T N], p(s_l = 1, s_m = 1); the diagonal repeats {@code one}
 */
public record PairProbabilities(double[] one, double[] pairs) {

    /** @throws IllegalArgumentException where the model cannot sum out what is hidden */
    public static PairProbabilities of(Model model, int bins, double binSeconds) {
        Require.that(SharedInformation.offered(model), "a model of family " + model.family() + " cannot sum out what is hidden");
        int n = model.neurons(), sites = Math.multiplyExact(bins, n);
        var builder = new SpikeTrains.Builder(Design.plain(sites, bins, binSeconds), Neurons.unnamed(n));
        for (int l = 0; l < sites; l++) {
            for (int m = 0; m < sites; m++) if (m != l) builder.unobserved(l, m / n, m % n);
            builder.set(l, l / n, l % n);
        }
        SpikeTrains spikes = builder.build();
        double[] one = Arrays.stream(((Likelihood) model).logProbability(spikes)).map(Math::exp).toArray(), given = ((Conditionals) model).impute(spikes);
        double[] pairs = new double[sites * sites];
        for (int l = 0; l < sites; l++) for (int m = 0; m < sites; m++) pairs[l * sites + m] = one[l] == 0 ? 0 : one[l] * given[l * sites + m];
        return new PairProbabilities(one, pairs);
    }

    /** @return row-major [T N, T N]: covariance over the square root of both variances; NaN where an entry is certain */
    public double[] correlations() {
        int sites = one.length;
        double[] out = new double[pairs.length];
        for (int l = 0; l < sites; l++)
            for (int m = 0; m < sites; m++)
                out[l * sites + m] = (pairs[l * sites + m] - one[l] * one[m]) / Math.sqrt(one[l] * (1 - one[l]) * one[m] * (1 - one[m]));
        return out;
    }
}
