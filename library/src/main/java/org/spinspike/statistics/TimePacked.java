package org.spinspike.statistics;

import org.spinspike.spikes.SpikeTrains;

/**
 * The trials of a unit turned round: one bit vector along time for each neuron, trials one after another with {@code pad} empty bins between
 * them, so that no shift up to {@code pad} makes a pair across a border. Products of two neurons are then popcounts.
 */
final class TimePacked {
    final int words;
    final int pad;
    final long[] fires;                                  // [neurons, words]
    final long[] seen;                                   // [neurons, words]; where nothing is masked every row is `inside`, kept once
    final long[] inside;                                 // [words] bins of a trial
    final long[] complete;                               // [words] bins in which every neuron was observed
    final boolean masked;

    TimePacked(SpikeTrains data, int[] trials, int pad, boolean masked) {
        int n = data.neurons();
        long bits = 0;
        for (int k : trials) bits += data.bins(k) + pad;
        this.masked = masked;
        this.pad = pad;
        this.words = Math.toIntExact((bits >> 6) + 1);
        this.fires = new long[Math.multiplyExact(n, words)];
        this.seen = masked ? new long[n * words] : null;
        this.inside = new long[words];
        this.complete = masked ? new long[words] : inside;
        long at = 0;
        for (int k : trials) {
            for (int t = 0; t < data.bins(k); t++, at++) {
                int word = (int) (at >> 6);
                long bit = 1L << (at & 63);
                inside[word] |= bit;
                int observed = 0;
                for (int w = 0; w < data.wordsPerBin(); w++) {
                    for (long rest = data.word(k, t, w); rest != 0; rest &= rest - 1)
                        fires[((w << 6) + Long.numberOfTrailingZeros(rest)) * words + word] |= bit;
                    if (!masked) continue;
                    long mask = data.observedWord(k, t, w);
                    observed += Long.bitCount(mask);
                    for (long rest = mask; rest != 0; rest &= rest - 1)
                        seen[((w << 6) + Long.numberOfTrailingZeros(rest)) * words + word] |= bit;
                }
                if (masked && observed == n) complete[word] |= bit;
            }
            at += pad;
        }
    }

    /** @return {@code width} bits, at most 63, of a row from bit {@code from} on, the first lowest */
    long bits(long[] rows, int row, long from, int width) {
        int word = row * words + (int) (from >> 6), shift = (int) (from & 63);
        long bits = rows[word] >>> shift;
        if (shift + width > 64) bits |= rows[word + 1] << 64 - shift;
        return bits & (1L << width) - 1;
    }

    /** The vector of row i moved {@code lag} bins to the past: its bit t is the old bit t + lag. */
    static void earlier(long[] rows, int row, int words, int lag, long[] out) {
        int at = row * words;
        for (int w = 0; w < words; w++) {
            long next = w + 1 < words ? rows[at + w + 1] : 0;
            out[w] = lag == 0 ? rows[at + w] : rows[at + w] >>> lag | next << 64 - lag;
        }
    }

    static void later(long[] rows, int row, int words, int lag, long[] out) {
        int at = row * words;
        for (int w = words - 1; w >= 0; w--) {
            long before = w > 0 ? rows[at + w - 1] : 0;
            out[w] = lag == 0 ? rows[at + w] : rows[at + w] << lag | before >>> 64 - lag;
        }
    }

    /** @return bits set in both row i of {@code rows} and {@code other} */
    static int common(long[] rows, int i, int words, long[] other) {
        int at = i * words, count = 0;
        for (int w = 0; w < words; w++) count += Long.bitCount(rows[at + w] & other[w]);
        return count;
    }

    static int count(long[] bits) {
        int count = 0;
        for (long word : bits) count += Long.bitCount(word);
        return count;
    }
}
