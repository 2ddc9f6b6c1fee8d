package org.spinspike.ising.inverse;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.spinspike.math.Progress;

/**
 * The ridge on couplings whose network says most about transitions it did not learn from ({@link HeldOut}), one for all neurons.
 *
 * @param ridge      the best of {@link #CANDIDATES}
 * @param candidates those tried
 * @param nats       mean ln P(s(t) | s(t-1)) a held-out transition, one a candidate
 */
public record RidgeChoice(double ridge, List<Double> candidates, double[] nats) {
    /** A standard deviation of couplings from 2 down to 1/64. */
    public static final List<Double> CANDIDATES = List.of(.25, 1., 4., 16., 64., 256., 1024., 4096.);

    /** Tried from the weakest; ends where two in a row are worse than the best. */
    public static RidgeChoice of(Transitions data, double fieldRidge, Progress progress) {
        HeldOut.obstacle(data).ifPresent(why -> { throw new IllegalArgumentException("no ridge can be chosen, " + why + ": give --ridge a number"); });
        Transitions learned = data.part(HeldOut.learned(data)), judged = data.part(HeldOut.judged(data));
        double[] nats = new double[CANDIDATES.size()];
        int best = 0, tried = 0;
        for (; tried < nats.length && tried - best <= 2; tried++) {
            progress.at("choose ridge", tried, nats.length);
            var likelihood = new MaximumLikelihood(learned, new Prior(CANDIDATES.get(tried), fieldRidge), false, 0);
            while (!likelihood.finished()) likelihood.step();
            NetworkEstimate estimate = likelihood.estimate();
            nats[tried] = DoubleStream.of(judged.logLikelihood(estimate.network(), estimate.fieldsOverTime())).sum() / judged.count();
            if (nats[tried] > nats[best]) best = tried;
        }
        return new RidgeChoice(CANDIDATES.get(best), CANDIDATES.subList(0, tried), Arrays.copyOf(nats, tried));
    }

    /** In words for the user. */
    public String line() {
        var text = new StringBuilder("ridge " + Prior.words(ridge) + " was chosen by held-out likelihood, nats a transition:");
        for (int c = 0; c < nats.length; c++) text.append(String.format(Locale.ROOT, "%s %s %.4f", c == 0 ? "" : ",", Prior.words(candidates.get(c)), nats[c]));
        return text.toString();
    }
}
