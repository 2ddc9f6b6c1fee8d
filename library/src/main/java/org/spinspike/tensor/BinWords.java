package org.spinspike.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.spinspike.spikes.SpikeTrains;

/**
 * The different words (patterns of one bin) of fully observed trials, each met once: sparse recordings have few, and a tree is climbed once a word.
 *
 * @param bits       [neuron][word]
 * @param occurrence [word]: where it stands, as position in the list of trials * bins + bin, in order
 */
record BinWords(byte[][] bits, int[][] occurrence) {

    /**
     * @param from first bin
     * @param to   bin after the last: for a network whose bins share tensors all of them, else one
     * @param drive tells two bins of the same bits apart where it turns their leaves differently
     * @param word receives the index of each bin's word at position * bins + bin. Modified.
     */
    static BinWords of(SpikeTrains data, int[] trials, int from, int to, LeafDrive drive, int[] word) {
        int bins = data.bins(), n = data.neurons();
        Map<Bits, Integer> known = new HashMap<>();
        List<Bits> words = new ArrayList<>();
        List<List<Integer>> places = new ArrayList<>();
        for (int x = 0; x < trials.length; x++)
            for (int t = from; t < Math.min(to, data.bins(trials[x])); t++) {
                Bits key = Bits.of(data, trials[x], t, drive);
                Integer w = known.putIfAbsent(key, words.size());
                if (w == null) {
                    w = words.size();
                    words.add(key);
                    places.add(new ArrayList<>());
                }
                places.get(w).add(x * bins + t);
                word[x * bins + t] = w;
            }
        byte[][] bits = new byte[n][words.size()];
        for (int w = 0; w < words.size(); w++) for (int i = 0; i < n; i++) bits[i][w] = words.get(w).at(i);
        return new BinWords(bits, places.stream().map(list -> list.stream().mapToInt(Integer::intValue).toArray()).toArray(int[][]::new));
    }

    int count() { return occurrence.length; }

    /** @return bits of words from..to, [neuron][to - from] */
    byte[][] bits(int from, int to) { return Arrays.stream(bits).map(row -> Arrays.copyOfRange(row, from, to)).toArray(byte[][]::new); }

    /** One bin's bits and what else its leaves depend on, comparable. */
    private record Bits(long[] packed) {
        static Bits of(SpikeTrains data, int k, int t, LeafDrive drive) {
            int own = (data.neurons() + 63) / 64;
            long[] context = drive.context(data, k, t), packed = new long[own + context.length];
            System.arraycopy(context, 0, packed, own, context.length);
            for (int i = 0; i < data.neurons(); i++) if (data.fires(k, t, i)) packed[i >> 6] |= 1L << (i & 63);
            return new Bits(packed);
        }

        byte at(int i) { return (byte) (packed[i >> 6] >>> (i & 63) & 1); }

        @Override public boolean equals(Object o) { return o instanceof Bits b && Arrays.equals(packed, b.packed); }
        @Override public int hashCode() { return Arrays.hashCode(packed); }
    }
}
