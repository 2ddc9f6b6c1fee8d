package org.spinspike.ising.inverse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.spinspike.math.Progress;

/**
 * Strengths of a {@link Penalty}, one for all neurons, each judged by the transitions its network did not learn from ({@link HeldOut}, or trials kept for validation).
 *
 * <p>A ridge is tried from the weakest, a standard deviation of couplings from 2 down to 1/64. The others are tried from the strength at which the last coupling goes to 0, which the gradients
 * at zero couplings give, downwards by steps of sqrt(2), each fit beginning where the one before ended. Both end where two in a row are worse than the best.
 *
 * @param candidates those tried
 * @param nats       mean ln P(s(t) | s(t-1)) a held-out transition, one a candidate
 * @param couplings  how many are not 0, one a candidate
 * @param best       which candidate says most
 */
public record StrengthPath(Penalty penalty, double[] candidates, double[] nats, long[] couplings, int best) {
    /** Most strengths tried. */
    public static final int MOST = 20;
    private static final double[] RIDGES = {.25, 1, 4, 16, 64, 256, 1024, 4096};

    /** @param validation to judge by; empty: of the data some are kept from learning */
    public static StrengthPath of(Penalty penalty, Transitions data, Optional<Transitions> validation, double fieldRidge, Progress progress) {
        if (validation.isEmpty()) HeldOut.obstacle(data).ifPresent(why -> {
            throw new IllegalArgumentException("no " + (penalty.selects() ? "strength" : "ridge") + " can be chosen, " + why + ": give --" + (penalty.selects() ? "strength" : "ridge") + " a number");
        });
        Transitions learned = validation.isPresent() ? data : data.part(HeldOut.learned(data)), judged = validation.orElseGet(() -> data.part(HeldOut.judged(data)));
        double[] strengths = strengths(penalty, learned, fieldRidge), nats = new double[strengths.length];
        List<Long> couplings = new ArrayList<>();
        MaximumLikelihood last = null;
        int best = 0, tried = 0;
        for (; tried < strengths.length && tried - best <= 2; tried++) {
            progress.at("choose " + penalty.word(), tried, strengths.length);
            var likelihood = new MaximumLikelihood(learned, new Prior(penalty, strengths[tried], fieldRidge), false, 0);
            last = penalty.selects() && last != null ? likelihood.from(last) : likelihood;
            while (!likelihood.finished()) likelihood.step();
            NetworkEstimate estimate = likelihood.estimate();
            nats[tried] = DoubleStream.of(judged.logLikelihood(estimate.network(), estimate.fieldsOverTime())).sum() / judged.count();
            couplings.add(estimate.couplings());
            if (nats[tried] > nats[best]) best = tried;
        }
        return new StrengthPath(penalty, Arrays.copyOf(strengths, tried), Arrays.copyOf(nats, tried), couplings.stream().mapToLong(c -> c).toArray(), best);
    }

    private static double[] strengths(Penalty penalty, Transitions learned, double fieldRidge) {
        if (!penalty.selects()) return RIDGES;
        double strongest = new MaximumLikelihood(learned, new Prior(penalty, 1, fieldRidge), false, 0).strongest();
        double[] strengths = new double[MOST];
        for (int s = 0; s < MOST; s++) strengths[s] = (strongest > 0 ? strongest : 1) * Math.pow(2, -s / 2.);
        return strengths;
    }

    /** @return the best of the candidates */
    public double strength() { return candidates[best]; }

    /** In words for the user: the path, and whether it ended before the best was passed. */
    public List<String> lines() {
        if (best > 0 && best < (penalty.selects() ? MOST : RIDGES.length) - 1) return List.of(line());
        String end = penalty.selects() && best == 0 ? "strongest that is tried, and leaves no coupling" : penalty.selects() == best > 0 ? "weakest that is tried: a weaker one may say more" : "strongest that is tried: a stronger one may say more";
        return List.of(line(), new Prior(penalty, strength(), 0).words() + " is the " + end);
    }

    String line() {
        var text = new StringBuilder(new Prior(penalty, strength(), 0).words() + " was chosen by held-out likelihood, nats a transition" + (penalty.selects() ? " (couplings not 0)" : "") + ":");
        for (int c = 0; c < nats.length; c++) {
            text.append(String.format(Locale.ROOT, "%s %s %.4f", c == 0 ? "" : ",", Prior.words(candidates[c]), nats[c]));
            if (penalty.selects()) text.append(" (").append(couplings[c]).append(")");
        }
        return text.toString();
    }
}
