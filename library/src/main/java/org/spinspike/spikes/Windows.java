package org.spinspike.spikes;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.Require;

/**
 * The stretches of a recording that become trials, in ticks, each [start, stop). They may overlap and need not be sorted.
 *
 * @param start      first tick of each
 * @param stop       first tick after it
 * @param conditions label of each, where known
 */
public record Windows(long[] start, long[] stop, Optional<List<String>> conditions) {

    public Windows {
        Require.length("ends of windows", stop.length, start.length);
        Require.atLeast("trials", start.length, 1);
        for (int k = 0; k < start.length; k++)
            Require.that(start[k] < stop[k], "the window of trial " + k + " must end after it begins, got ticks " + start[k] + " to " + stop[k]);
        conditions = conditions.map(List::copyOf);
        if (conditions.isPresent()) Require.length("conditions", conditions.get().size(), start.length);
    }

    /** One trial: everything. */
    public static Windows whole(Recording recording) {
        return between(new double[] {recording.span().start()[0]}, new double[] {recording.span().stop()[0]}, recording.clock());
    }

    /** @param from seconds relative to each event, may be negative; the window has the same number of ticks at every event */
    public static Windows around(double[] events, double from, double to, Clock clock) {
        Require.that(from < to, "the window must end after it begins, got " + from + "," + to + " s");
        long first = clock.ticks(from), last = clock.ticks(to);
        return new Windows(IntStream.range(0, events.length).mapToLong(k -> clock.ticks(events[k]) + first).toArray(),
                IntStream.range(0, events.length).mapToLong(k -> clock.ticks(events[k]) + last).toArray(), Optional.empty());
    }

    public static Windows between(double[] start, double[] stop, Clock clock) {
        return new Windows(java.util.Arrays.stream(start).mapToLong(clock::ticks).toArray(), java.util.Arrays.stream(stop).mapToLong(clock::ticks).toArray(), Optional.empty());
    }

    public Windows labelled(List<String> labels) { return new Windows(start, stop, Optional.of(labels)); }

    public int count() { return start.length; }

    public Windows select(int[] which) {
        return new Windows(IntStream.of(which).mapToLong(k -> start[k]).toArray(), IntStream.of(which).mapToLong(k -> stop[k]).toArray(),
                conditions.map(c -> IntStream.of(which).mapToObj(c::get).toList()));
    }

    /** @return how many windows share time with another one */
    public int overlapping() {
        int[] order = IntStream.range(0, count()).boxed().sorted((a, b) -> Long.compare(start[a], start[b])).mapToInt(Integer::intValue).toArray();
        boolean[] shares = new boolean[count()];
        for (int n = 1, latest = 0; n < order.length; n++) {                  // latest: of those before, the one that ends last
            if (start[order[n]] < stop[order[latest]]) shares[order[n]] = shares[order[latest]] = true;
            if (stop[order[n]] > stop[order[latest]]) latest = n;
        }
        return (int) IntStream.range(0, count()).filter(k -> shares[k]).count();
    }
}
