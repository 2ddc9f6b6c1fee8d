package org.spinspike.ising.inverse;

import java.util.OptionalDouble;
import org.spinspike.math.Require;

/**
 * A penalty as people ask for it.
 *
 * @param strength empty: chosen by held-out likelihood ({@link StrengthPath})
 */
public record PenaltyChoice(Penalty penalty, OptionalDouble strength) {
    private static final String AUTO = "auto";

    /**
     * @param penalty      "ridge", "l1", "group"
     * @param strength     a number or "auto"; "" where nothing was said: what {@code ridge} says, or "auto" for the other penalties
     * @param ridge        the strength of a ridge by its older name
     * @param defaultRidge what {@code ridge} is where nothing was said
     */
    public static PenaltyChoice of(String penalty, String strength, String ridge, String defaultRidge) {
        Penalty kind = Penalty.named(penalty);
        boolean ridged = !ridge.equals(defaultRidge);
        Require.that(!ridged || !kind.selects(), "--ridge is the strength of --penalty ridge; give that of " + kind.word() + " by --strength");
        Require.that(!ridged || strength.isEmpty(), "--ridge R is --penalty ridge --strength R: give one of them");
        if (!strength.isEmpty()) return new PenaltyChoice(kind, number("--strength", strength));
        return new PenaltyChoice(kind, kind.selects() ? OptionalDouble.empty() : number("--ridge", ridge));
    }

    private static OptionalDouble number(String option, String text) {
        if (text.equals(AUTO)) return OptionalDouble.empty();
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(option + " must be a number or " + AUTO + ", got '" + text + "'");
        }
        return OptionalDouble.of(Require.notNegative(option, value));
    }

    public boolean chosenByLikelihood() { return strength.isEmpty(); }
}
