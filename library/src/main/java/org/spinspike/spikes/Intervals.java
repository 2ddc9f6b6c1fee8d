package org.spinspike.spikes;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spinspike.math.Require;

/**
 * Stretches of time [start, stop), seconds.
 *
 * @param start beginnings
 * @param stop  ends, none before its beginning
 */
public record Intervals(double[] start, double[] stop) {

    public Intervals {
        Require.length("ends of intervals", stop.length, start.length);
        for (int n = 0; n < start.length; n++)
            Require.that(Double.isFinite(start[n]) && Double.isFinite(stop[n]) && start[n] <= stop[n], "interval " + n + " must end after it begins, got " + start[n] + " to " + stop[n] + " s");
    }

    public int count() { return start.length; }

    /** @return the same time in ticks as pairs begin, end; sorted, touching and overlapping ones joined, empty ones left out */
    long[] ticks(Clock clock) {
        int[] order = IntStream.range(0, count()).boxed().sorted((a, b) -> Double.compare(start[a], start[b])).mapToInt(Integer::intValue).toArray();
        long[] pairs = new long[2 * count()];
        int filled = 0;
        for (int n : order) {
            long from = clock.ticks(start[n]), to = clock.ticks(stop[n]);
            if (from >= to) continue;
            if (filled > 0 && from <= pairs[filled - 1]) pairs[filled - 1] = Math.max(pairs[filled - 1], to);
            else {
                pairs[filled++] = from;
                pairs[filled++] = to;
            }
        }
        return Arrays.copyOf(pairs, filled);
    }
}
