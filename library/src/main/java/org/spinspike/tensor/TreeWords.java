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
record TreeWords(SpikeTrains data, int[] trials, BinWords[] words, int[] word, int bins) {

    /** @param trials fully observed; @param drive whose angles tell words apart; its weights do not matter */
    static TreeWords of(SpikeTrains data, int[] trials, boolean tied, LeafDrive drive) {
        int bins = data.bins();
        int[] word = new int[Math.multiplyExact(trials.length, bins)];
        BinWords[] words = tied ? new BinWords[] {BinWords.of(data, trials, 0, bins, drive, word)}
                : IntStream.range(0, bins).mapToObj(t -> BinWords.of(data, trials, t, t + 1, drive, word)).toArray(BinWords[]::new);
        return new TreeWords(data, trials, words, word, bins);
    }

    BinWords of(int period) { return words[period]; }

    /** The code of every word; the trees are climbed once a word. */
    Codes climb(TreeMps net, LeafDrive drive) {
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
                double[] g = tree.up(own.bits(from, until), angles(drive, period, from, until));
                for (int w = 0; w < m; w++) for (int k = 0; k < code; k++) to[(from + w) * code + k] = g[k * m + w];
                System.arraycopy(tree.exponents(), 0, exponents, from, m);
            });
        }
        return codes;
    }

    /** @return [neuron][word - from] angles of the leaves; null where there is no drive */
    double[][] angles(LeafDrive drive, int period, int from, int to) {
        if (drive.none()) return null;
        double[][] out = new double[data.neurons()][to - from];
        double[] bin = new double[data.neurons()];
        for (int w = from; w < to; w++) {
            int k = trial(period, w), t = bin(period, w);
            drive.angles(data.design().clock(k, t), t, drive.past(data, k), bin);
            for (int i = 0; i < bin.length; i++) out[i][w - from] = bin[i];
        }
        return out;
    }

    /** @param angles [neuron][word - from]: gradient with respect to them; @param to receives the same with respect to the drive's weights, added. Modified. */
    void gradient(LeafDrive drive, int period, int from, double[][] angles, double[] to) {
        double[] bin = new double[data.neurons()];
        for (int w = 0; w < angles[0].length; w++) {
            int k = trial(period, from + w), t = bin(period, from + w);
            for (int i = 0; i < bin.length; i++) bin[i] = angles[i][w];
            drive.gradient(data.design().clock(k, t), t, drive.past(data, k), bin, to);
        }
    }

    private int trial(int period, int w) { return trials[words[period].occurrence()[w][0] / bins]; }

    private int bin(int period, int w)   { return words[period].occurrence()[w][0] % bins; }

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
