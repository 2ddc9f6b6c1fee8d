package org.spinspike.statistics;

/**
 * Where each count stands in the flat arrays of a {@link Tally}: first the sections of {@code counts} (of the order of N entries), then those of
 * {@code pairs} (of the order of N^2). A triangle holds the pairs i &lt; j, row after row.
 *
 * @param neurons  N
 * @param lags     L, lags of the cross counts
 * @param autoLags A, lags of the autocorrelogram
 * @param masked   whether entries may be unobserved: pairs then carry their own observation counts
 */
record Layout(int neurons, int lags, int autoLags, boolean masked) {
    /** Windows of the Fano factor, bins. One bin says nothing: its factor is 1 - p. */
    static final int[] WINDOWS = {2, 5, 10, 20, 50};
    /** Fractions are summed as whole numbers of 2^-30: such sums do not depend on their order. */
    static final long UNIT = 1L << 30;

    // ---- counts
    int spikes()         { return 0; }
    int seen()           { return neurons; }
    int intervals()      { return 2 * neurons; }
    int intervalSum()    { return 3 * neurons; }
    int intervalSquares() { return 4 * neurons; }
    int adjacent()       { return 5 * neurons; }                      // pairs of intervals, one after the other
    int cv2Sum()         { return 6 * neurons; }                      // in units of 1 / UNIT, as are the next
    int lvSum()          { return 7 * neurons; }
    int autoBoth()       { return 8 * neurons; }                      // [A, N]
    int autoFirst()      { return autoBoth() + autoLags * neurons; }  // [A, N]
    int lead()           { return autoFirst() + autoLags * neurons; } // [L, N] spikes with a bin l later
    int trail()          { return lead() + lags * neurons; }          // [L, N] spikes with a bin l earlier
    int lagSeen()        { return trail() + lags * neurons; }         // [L]
    int windows()        { return lagSeen() + lags; }                 // [W, N]
    int windowSum()      { return windows() + WINDOWS.length * neurons; }
    int windowSquares()  { return windowSum() + WINDOWS.length * neurons; }
    int population()     { return windowSquares() + WINDOWS.length * neurons; }   // [N + 1], complete bins
    int bins()           { return population() + neurons + 1; }
    int completeBins()   { return bins() + 1; }
    int trials()         { return bins() + 2; }
    int counts()         { return bins() + 3; }

    // ---- pairs
    int triangle()       { return neurons * (neurons - 1) / 2; }
    int square()         { return neurons * neurons; }
    int both()           { return 0; }
    int lagBoth()        { return triangle(); }                       // [L, N, N], i first, j l bins later
    int pairSeen()       { return lagBoth() + lags * square(); }      // from here on only where masked
    int pairFirst()      { return pairSeen() + triangle(); }
    int pairSecond()     { return pairFirst() + triangle(); }
    int completeBoth()   { return pairSecond() + triangle(); }
    int lagPairSeen()    { return completeBoth() + triangle(); }
    int lagFirst()       { return lagPairSeen() + lags * square(); }
    int lagSecond()      { return lagFirst() + lags * square(); }
    int pairs()          { return masked ? lagSecond() + lags * square() : pairSeen(); }

    /** @return place of the pair i &lt; j in a triangle */
    int pair(int i, int j) { return i * neurons - i * (i + 1) / 2 + j - i - 1; }
}
