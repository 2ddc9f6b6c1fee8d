package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.List;
import org.spinspike.math.Chunks;

/**
 * The bits to learn from, site by site, and how the trials are cut: into batches, and those into chunks of {@link #CHUNK} trials. The cut
 * depends on the number of trials alone; sums over chunks are taken in chunk order.
 *
 * @param bits    [sites][trials], 0 or 1, in the order of this half-sweep
 * @param batches the chunks of each batch
 */
record TrainingBits(byte[][] bits, int[][] batches, int[] from, int[] to) {
    /** Trials worked on at once, at most: long enough for the matrix products, short enough for the cache. */
    static final int CHUNK = 1024;

    /** @param batch trials in a batch, 0 for all */
    static TrainingBits of(byte[][] bits, int batch) {
        int trials = bits[0].length, size = batch == 0 ? trials : Math.min(batch, trials);
        List<int[]> batches = new ArrayList<>();
        List<Integer> from = new ArrayList<>(), to = new ArrayList<>();
        int count = Math.max(1, Math.round((float) trials / size));               // batches differ by one trial at most
        for (int b = 0; b < count; b++) {
            int first = (int) ((long) trials * b / count), last = (int) ((long) trials * (b + 1) / count), start = from.size();
            int[] chunks = new int[Chunks.count(last - first, CHUNK)];               // so do chunks: no thread waits long for another
            for (int c = 0; c < chunks.length; c++) {
                from.add(first + (int) ((long) (last - first) * c / chunks.length));
                to.add(first + (int) ((long) (last - first) * (c + 1) / chunks.length));
                chunks[c] = start + c;
            }
            batches.add(chunks);
        }
        return new TrainingBits(bits, batches.toArray(int[][]::new), from.stream().mapToInt(Integer::intValue).toArray(),
                to.stream().mapToInt(Integer::intValue).toArray());
    }

    int sites()           { return bits.length; }
    int trials()          { return bits[0].length; }
    int chunks()          { return from.length; }
    int length(int chunk) { return to[chunk] - from[chunk]; }

    int trials(int batch) {
        int count = 0;
        for (int c : batches[batch]) count += length(c);
        return count;
    }
}
