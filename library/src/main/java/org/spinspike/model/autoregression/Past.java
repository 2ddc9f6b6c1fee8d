package org.spinspike.model.autoregression;

import java.util.Arrays;
import org.spinspike.spikes.SpikeTrains;

/**
 * What a neuron may know of the bins before: the last lags, and how many spikes there were. Walks along one trial.
 *
 * <p>A bin in which nobody was observed is a gap: the past begins anew behind it. In a bin observed in part, the rate of a neuron stands for the entry
 * nobody saw; {@link #complete} then says that the past is a guess.
 */
final class Past {
    private final int lags, words;
    private final boolean sums;
    private final long[] full;                            // mask of all neurons
    private final double[] stand;                         // what stands for an unobserved entry
    private final long[] spikes, unseen;                  // [lags, words], lag 1 first
    private double population;
    private int bins, sinceGuess;

    /** @param stand probability of a spike of each neuron where nobody looked. Not copied, not modified. */
    Past(Terms terms, double[] stand) {
        this.lags = terms.lags();
        this.sums = terms.runningSum();
        this.words = (terms.neurons() + 63) >> 6;
        this.stand = stand;
        this.full = new long[words];
        for (int i = 0; i < terms.neurons(); i++) full[i >> 6] |= 1L << (i & 63);
        this.spikes = new long[lags * words];
        this.unseen = new long[lags * words];
        clear();
    }

    /** Forgets all: the next bin is a first one. */
    void clear() {
        Arrays.fill(spikes, 0);
        Arrays.fill(unseen, 0);
        population = 0;
        bins = 0;
        sinceGuess = Integer.MAX_VALUE;
    }

    void become(Past other) {
        System.arraycopy(other.spikes, 0, spikes, 0, spikes.length);
        System.arraycopy(other.unseen, 0, unseen, 0, unseen.length);
        population = other.population;
        bins = other.bins;
        sinceGuess = other.sinceGuess;
    }

    /** Walks over a recorded bin. */
    void push(SpikeTrains data, int k, int t) {
        boolean any = false, all = true;
        for (int w = 0; w < words; w++) {
            any |= data.observedWord(k, t, w) != 0;
            all &= data.observedWord(k, t, w) == full[w];
        }
        if (!any) {
            clear();
            return;
        }
        shift();
        for (int w = 0; w < words; w++) enter(w, data.word(k, t, w), full[w] & ~data.observedWord(k, t, w));
        if (!all) sinceGuess = 0;                        // bins walked over since the one seen in part
    }

    /** Walks over a drawn bin. */
    void push(long[] bin) {
        shift();
        for (int w = 0; w < words; w++) enter(w, bin[w], 0);
    }

    private void shift() {
        if (lags > 1) {
            System.arraycopy(spikes, 0, spikes, words, spikes.length - words);
            System.arraycopy(unseen, 0, unseen, words, unseen.length - words);
        }
        bins++;
        if (sinceGuess < Integer.MAX_VALUE) sinceGuess++;
    }

    private void enter(int w, long fired, long hidden) {
        if (lags > 0) {
            spikes[w] = fired;
            unseen[w] = hidden;
        }
        population += Long.bitCount(fired);
        for (long rest = hidden; rest != 0; rest &= rest - 1) population += stand[(w << 6) + Long.numberOfTrailingZeros(rest)];
    }

    /** @return whether the next bin is the first of a trial, or the first behind a gap */
    boolean empty()      { return bins == 0; }

    /** @return whether all that acts on the next bin was observed */
    boolean complete()   { return sinceGuess == Integer.MAX_VALUE || !sums && sinceGuess >= lags; }

    /** @return spikes since the trial or the stretch behind a gap began, of all neurons */
    double population()  { return population; }

    /** Tells {@code reader} of every spike within the lags, and of every entry nobody saw. */
    void read(Reader reader) {
        for (int n = 0; n < spikes.length; n++) {
            int lag = n / words + 1, first = n % words << 6;
            for (long rest = spikes[n]; rest != 0; rest &= rest - 1) reader.at(lag, first + Long.numberOfTrailingZeros(rest), 1);
            for (long rest = unseen[n]; rest != 0; rest &= rest - 1) {
                int j = first + Long.numberOfTrailingZeros(rest);
                reader.at(lag, j, stand[j]);
            }
        }
    }

    @FunctionalInterface interface Reader { void at(int lag, int neuron, double value); }
}
