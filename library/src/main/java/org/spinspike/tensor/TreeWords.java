package org.spinspike.tensor;

import java.util.stream.IntStream;
import org.spinspike.math.Chunks;
import org.spinspike.spikes.SpikeTrains;

/**
 * The words of some trials, and where each stands. For a tied network words of all bins are looked up together, for a free one those of each bin.
 *
 * @param words [period]
 * @param word  index of the word at position of the trial * bins + bin
 */
record TreeWords(BinWords[] words, int[] word, int bins) {

    /** @param trials fully observed */
    static TreeWords of(SpikeTrains data, int[] trials, boolean tied) {
        int bins = data.bins();
        int[] word = new int[Math.multiplyExact(trials.length, bins)];
        BinWords[] words = tied ? new BinWords[] {BinWords.of(data, trials, 0, bins, word)}
                : IntStream.range(0, bins).mapToObj(t -> BinWords.of(data, trials, t, t + 1, word)).toArray(BinWords[]::new);
        return new TreeWords(words, word, bins);
    }

    BinWords of(int period) { return words[period]; }

    /** The code of every word; the trees are climbed once a word. */
    Codes climb(TreeMps net) {
        int code = net.code();
        var codes = new Codes(net, this, new double[words.length][], new int[words.length][]);
        for (int p = 0; p < words.length; p++) {
            BinWords own = words[p];
            double[] to = codes.code[p] = new double[own.count() * code];
            int[] exponents = codes.exponent[p] = new int[own.count()];
            int period = p;
            if (own.count() > 0) Chunks.forEach(own.count(), TreeCodes.PATTERNS, (c, from, until) -> {
                int m = until - from;
                var tree = new TreeCodes(net, period, m);
                double[] g = tree.up(own.bits(from, until));
                for (int w = 0; w < m; w++) for (int k = 0; k < code; k++) to[(from + w) * code + k] = g[k * m + w];
                System.arraycopy(tree.exponents(), 0, exponents, from, m);
            });
        }
        return codes;
    }

    /** @param code [period] -> [word, code]; @param exponent [period] -> [word]: the true code is 2^exponent times the one here */
    record Codes(TreeMps net, TreeWords words, double[][] code, int[][] exponent) {
        int exponent(int t, int position) { return exponent[net.period(t)][words.word[position * words.bins + t]]; }

        /** Codes of bin t of the trials at from .. from + running, zeros behind them: {@code to} receives [code, m]. */
        void gather(int t, int from, int running, int m, double[] to) {
            int size = net.code();
            double[] all = code[net.period(t)];
            for (int x = 0; x < m; x++) for (int k = 0; k < size; k++) to[k * m + x] = x < running ? all[words.word[(from + x) * words.bins + t] * size + k] : 0;
        }
    }
}
