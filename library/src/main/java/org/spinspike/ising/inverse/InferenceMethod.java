package org.spinspike.ising.inverse;

import java.util.Arrays;
import org.spinspike.ising.meanfield.MeanField;
import org.spinspike.ising.meanfield.ReferenceManifold;
import org.spinspike.math.Progress;
import org.spinspike.math.Require;

/** A way from transitions to a network, by its name on the command line. */
public interface InferenceMethod {
    /** Greatest likelihood, or posterior where there is a ridge; with standard errors. */
    String LIKELIHOOD = "ml";
    /** What matching the moments of a mean field begins with; behind it the name of the manifold, and ":order" where it is not the highest. */
    String MATCHING = "plefka:";

    String word();

    /** @param prior see {@link Prior}, and for its ridge {@link ClosedForm}; the others take a ridge only */
    NetworkEstimate infer(Transitions data, Prior prior, Progress progress);

    default boolean isLikelihood() { return word().equals(LIKELIHOOD); }

    /** @return whether a ridge means anything to it */
    default boolean takesRidge() { return !word().startsWith(MATCHING); }

    /** @throws IllegalArgumentException where there is none of that name; the message lists those there are */
    static InferenceMethod named(String word) {
        if (word.equals(LIKELIHOOD)) return of(word, MaximumLikelihood::of);
        for (ClosedForm form : ClosedForm.values()) if (form.word().equals(word)) return of(word, (data, prior, progress) -> form.infer(data, prior.ridge()));
        Require.that(word.startsWith(MATCHING), unknown(word));
        String[] parts = word.substring(MATCHING.length()).split(":", -1);
        ReferenceManifold manifold = ReferenceManifold.named(parts[0]).orElseThrow(() -> new IllegalArgumentException(unknown(word)));
        Require.that(parts.length == 1 || parts.length == 2 && parts[1].matches("\\d{1,2}"), unknown(word));
        var method = new MeanField(manifold, parts.length == 2 ? Integer.parseInt(parts[1]) : manifold.highestOrder());
        return of(word, (data, prior, progress) -> MomentMatching.infer(method, data));
    }

    private static String unknown(String word) {
        return "--method must be " + LIKELIHOOD + ", " + String.join(", ", Arrays.stream(ClosedForm.values()).map(ClosedForm::word).toList()) + ", or "
                + String.join(", ", ReferenceManifold.words().stream().map(m -> MATCHING + m).toList()) + " with :ORDER behind it where wanted, got '" + word + "'";
    }

    private static InferenceMethod of(String word, Way way) {
        return new InferenceMethod() {
            @Override public String word() { return word; }
            @Override public NetworkEstimate infer(Transitions data, Prior prior, Progress progress) { return way.infer(data, prior, progress); }
        };
    }

    @FunctionalInterface
    interface Way { NetworkEstimate infer(Transitions data, Prior prior, Progress progress); }
}
