package org.spinspike.spikes;

import java.util.Arrays;
import org.spinspike.math.Require;

/**
 * Where the spikes of each neuron went. For every neuron {@code read = placed + clipped + outside}: none is lost or invented unseen.
 *
 * @param read    spikes in the source, one a neuron
 * @param placed  ones in the result
 * @param clipped spikes inside that are no one of their own: a second in a bin, or (under a rule for events) one in a bin that is no event
 * @param outside spikes outside every trial, past the last whole bin, or where nobody observed
 */
public record Tally(long[] read, long[] placed, long[] clipped, long[] outside) {

    public Tally {
        for (int i = 0; i < read.length; i++) {
            Require.that(read[i] == placed[i] + clipped[i] + outside[i], "spikes of neuron " + i + ": read (" + read[i] + ") must be placed ("
                    + placed[i] + ") + clipped (" + clipped[i] + ") + outside (" + outside[i] + ")");
        }
    }

    public Binarisation total(String rule, boolean spikes) {
        return new Binarisation(rule, spikes, sum(read), sum(placed), sum(clipped), sum(outside));
    }

    /** @return clipped spikes of neuron i among those inside, 0..1 */
    public double clippedShare(int i) { return placed[i] + clipped[i] == 0 ? 0 : (double) clipped[i] / (placed[i] + clipped[i]); }

    public Tally select(int[] which) {
        return new Tally(pick(read, which), pick(placed, which), pick(clipped, which), pick(outside, which));
    }

    private static long sum(long[] values) { return Arrays.stream(values).sum(); }

    private static long[] pick(long[] values, int[] which) { return Arrays.stream(which).mapToLong(i -> values[i]).toArray(); }
}
