package org.spinspike.spikes;

import org.spinspike.math.Require;

/**
 * How zeros and ones came about: the rule, and where the spikes went. {@code read = placed + clipped + outside}.
 *
 * @param rule    as the command line writes it: "any", "median", "threshold:2"; or "as given", with the rule in brackets where it is known: "as given (median)"
 * @param spikes  whether a one means "at least one spike"; otherwise it is an event of the rule, and captions say so
 * @param read    spikes in the source
 * @param placed  ones in the result
 * @param clipped spikes inside that are no one of their own: a second in a bin, or (under a rule for events) one in a bin that is no event
 * @param outside spikes outside every trial (or in windows kept out of both files of a hold-out), past the last whole bin, or where nobody observed
 */
public record Binarisation(String rule, boolean spikes, long read, long placed, long clipped, long outside) {

    public Binarisation {
        Require.that(read == placed + clipped + outside, "spikes read (" + read + ") must be placed (" + placed + ") + clipped (" + clipped
                + ") + outside (" + outside + ")");
    }

    private static final String GIVEN = "as given";

    /** Zeros and ones that came as such: nothing is known of what was clipped before. */
    public static Binarisation given(long ones) { return new Binarisation(GIVEN, true, ones, ones, 0, 0); }

    /** @return the name of zeros and ones that came as such, made by this rule elsewhere */
    public static String given(BinarisationRule rule) { return GIVEN + " (" + rule + ")"; }

    /** @return whether the spikes were counted before they became zeros and ones; otherwise nobody knows how many were clipped */
    public boolean counted() { return !rule.startsWith(GIVEN); }

    /** @return clipped spikes among those inside, 0..1 */
    public double clippedShare() { return placed + clipped == 0 ? 0 : (double) clipped / (placed + clipped); }

    /** @return words about spikes as they are true of these ones */
    public String said(String ofSpikes) { return spikes ? ofSpikes : ofSpikes.replace("a spike", "an event").replace("spike", "event"); }

    /** @return "spike" or "event" */
    public String word() { return spikes ? "spike" : "event"; }
}
