package org.spinspike.io;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.spinspike.math.NamedArray;

/**
 * Which bins and neurons of an array are asked for, told by its shape alone, so that nothing else of it need be read. What is wrong with the asking is told where the array is known.
 *
 * @param shape   of the whole array
 * @param axes    which axis is which
 * @param bins    first, and one past the last; null for all
 * @param neurons their places, ascending; null for all
 */
record ArrayWindow(int[] shape, Axes axes, int[] bins, int[] neurons) {
    static ArrayWindow whole(int[] shape) { return new ArrayWindow(shape, null, null, null); }

    static ArrayWindow of(int[] shape, Reading how) { return of(shape, how, Optional.empty()); }

    /** @param lengths of the trials, the longest of which a range of bins is of */
    static ArrayWindow of(int[] shape, Reading how, Optional<NamedArray> lengths) {
        Axes axes = how.axes().orElse(Axes.inside());
        if (axes.names().size() != shape.length || how.bins().isEmpty() && how.neurons().isEmpty()) return whole(shape);
        try {
            int[] sizes = axes.lengths(shape), bins = null, neurons = null;
            int longest = lengths.isEmpty() ? sizes[1] : Arrays.stream(lengths.get().ints()).max().orElse(0);
            if (how.bins().isPresent() && axes.of("bins") >= 0 && longest <= sizes[1]) bins = how.bins().get().within(longest);
            if (how.neurons().isPresent() && axes.of("neurons") >= 0) neurons = range(how.neurons().get().within(sizes[2]));
            return new ArrayWindow(shape, axes, bins, neurons);
        } catch (IllegalArgumentException e) {
            return whole(shape);
        }
    }

    static int[] range(int[] ends) { return IntStream.range(ends[0], ends[1]).toArray(); }

    /** @return what is to be read; null for the whole array */
    ArrayPart part() {
        if (bins == null && neurons == null) return null;
        int[][] places = new int[shape.length][];
        if (bins != null) places[axes.of("bins")] = range(bins);
        if (neurons != null) places[axes.of("neurons")] = neurons;
        return new ArrayPart(places);
    }

    /** @return bins of each trial that lie before those held */
    int before() { return bins == null ? 0 : bins[0]; }
}
