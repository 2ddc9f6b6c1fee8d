package org.spinspike.spikes;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.spinspike.math.Require;

/**
 * What may be resampled as a whole: source trials where there are several, else blocks of consecutive windows of the one recording.
 * Windows of one trial are never torn apart by a split, a bootstrap or a permutation.
 *
 * @param of    the unit of each trial, 0..count-1
 * @param count number of units
 */
public record Units(int[] of, int count) {
    /** Blocks a single recording falls into where nothing else is said. */
    public static final int BLOCKS = 20;

    public static Units of(Design design) {
        if (design.sources() > 1) return bySource(design);
        return blocks(design.trials(), Math.min(BLOCKS, design.trials()));
    }

    static Units bySource(Design design) {
        int[] distinct = IntStream.range(0, design.trials()).map(design::source).distinct().toArray();
        var index = new java.util.HashMap<Integer, Integer>();
        for (int s : distinct) index.put(s, index.size());
        return new Units(IntStream.range(0, design.trials()).map(k -> index.get(design.source(k))).toArray(), distinct.length);
    }

    /** {@code trials} consecutive trials in {@code count} blocks of as equal a size as can be. */
    public static Units blocks(int trials, int count) {
        Require.inRange("blocks", count, 1, Math.max(1, trials));
        return new Units(IntStream.range(0, trials).map(k -> (int) ((long) k * count / trials)).toArray(), count);
    }

    /** @return trials of each unit, in order */
    public int[][] members() {
        int[][] members = new int[count][];
        for (int u = 0; u < count; u++) {
            int unit = u;
            members[u] = IntStream.range(0, of.length).filter(k -> of[k] == unit).toArray();
        }
        return members;
    }

    /** @return the units by the start of their first trial where that is known, else as they stand in the file */
    public int[] inTime(Design design) {
        if (design.startSeconds().isEmpty()) return IntStream.range(0, count).toArray();
        double[] start = new double[count], trial = design.startSeconds().get();
        Arrays.fill(start, Double.POSITIVE_INFINITY);
        for (int k = 0; k < trial.length; k++) start[of[k]] = Math.min(start[of[k]], trial[k]);
        return IntStream.range(0, count).boxed().sorted(Comparator.comparingDouble(u -> start[u])).mapToInt(u -> u).toArray();
    }
}
