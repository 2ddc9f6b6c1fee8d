package org.spinspike.statistics;

import org.spinspike.spikes.SpikeTrains;

/** The counts of one unit, laid out as {@link Layout} says. */
record UnitCounts(long[] counts, int[] pairs) {

    /** Cost: N^2 (1 + L) popcounts for every 64 bins, four times that where entries are masked. */
    static UnitCounts of(SpikeTrains data, int[] trials, Layout layout) {
        var out = new UnitCounts(new long[layout.counts()], new int[layout.pairs()]);
        var packed = new TimePacked(data, trials, Math.max(layout.lags(), layout.autoLags()), layout.masked());
        out.single(packed, layout);
        out.sameBin(packed, layout);
        for (int lag = 1; lag <= layout.lags(); lag++) out.lagged(packed, layout, lag);
        for (int i = 0; i < layout.neurons(); i++) out.windows(packed, data, trials, i, layout);
        for (int k : trials) {
            out.population(data, k, layout);
            out.intervals(data, k, layout);
        }
        out.counts[layout.bins()] = TimePacked.count(packed.inside);
        out.counts[layout.completeBins()] = TimePacked.count(packed.complete);
        out.counts[layout.trials()] = trials.length;
        return out;
    }

    private void single(TimePacked packed, Layout layout) {
        int n = layout.neurons(), words = packed.words;
        long[] own = new long[words], seen = packed.inside, shifted = new long[words];
        for (int i = 0; i < n; i++) {
            if (packed.masked) TimePacked.earlier(packed.seen, i, words, 0, seen = new long[words]);
            counts[layout.spikes() + i] = TimePacked.common(packed.fires, i, words, packed.inside);
            counts[layout.seen() + i] = TimePacked.count(seen);
            for (int lag = 1; lag <= layout.autoLags(); lag++) {
                int at = (lag - 1) * n + i;
                TimePacked.earlier(packed.fires, i, words, lag, own);
                TimePacked.earlier(seen, 0, words, lag, shifted);
                counts[layout.autoBoth() + at] = TimePacked.common(packed.fires, i, words, own);
                counts[layout.autoFirst() + at] = TimePacked.common(packed.fires, i, words, shifted);
            }
        }
    }

    private void sameBin(TimePacked packed, Layout layout) {
        int n = layout.neurons(), words = packed.words;
        long[] fires = new long[words], seen = new long[words], whole = new long[words];
        for (int j = 1; j < n; j++) {
            TimePacked.earlier(packed.fires, j, words, 0, fires);
            if (packed.masked) {
                TimePacked.earlier(packed.seen, j, words, 0, seen);
                for (int w = 0; w < words; w++) whole[w] = fires[w] & packed.complete[w];
            }
            for (int i = 0; i < j; i++) {
                int pair = layout.pair(i, j);
                pairs[layout.both() + pair] = TimePacked.common(packed.fires, i, words, fires);
                if (!packed.masked) continue;
                pairs[layout.pairSeen() + pair] = TimePacked.common(packed.seen, i, words, seen);
                pairs[layout.pairFirst() + pair] = TimePacked.common(packed.fires, i, words, seen);
                pairs[layout.pairSecond() + pair] = TimePacked.common(packed.seen, i, words, fires);
                pairs[layout.completeBoth() + pair] = TimePacked.common(packed.fires, i, words, whole);
            }
        }
    }

    private void lagged(TimePacked packed, Layout layout, int lag) {
        int n = layout.neurons(), words = packed.words, square = (lag - 1) * layout.square();
        long[] fires = new long[words], seen = new long[words], after = new long[words], before = new long[words];
        TimePacked.earlier(packed.inside, 0, words, lag, after);
        TimePacked.later(packed.inside, 0, words, lag, before);
        counts[layout.lagSeen() + lag - 1] = TimePacked.common(packed.inside, 0, words, after);
        for (int j = 0; j < n; j++) {
            counts[layout.lead() + (lag - 1) * n + j] = TimePacked.common(packed.fires, j, words, after);
            counts[layout.trail() + (lag - 1) * n + j] = TimePacked.common(packed.fires, j, words, before);
            TimePacked.earlier(packed.fires, j, words, lag, fires);
            if (packed.masked) TimePacked.earlier(packed.seen, j, words, lag, seen);
            for (int i = 0; i < n; i++) {
                int at = square + i * n + j;
                pairs[layout.lagBoth() + at] = TimePacked.common(packed.fires, i, words, fires);
                if (!packed.masked) continue;
                pairs[layout.lagPairSeen() + at] = TimePacked.common(packed.seen, i, words, seen);
                pairs[layout.lagFirst() + at] = TimePacked.common(packed.fires, i, words, seen);
                pairs[layout.lagSecond() + at] = TimePacked.common(packed.seen, i, words, fires);
            }
        }
    }

    private void population(SpikeTrains data, int k, Layout layout) {
        for (int t = 0; t < data.bins(k); t++)
            if (complete(data, k, t)) counts[layout.population() + data.population(k, t)]++;
    }

    static boolean complete(SpikeTrains data, int k, int t) {
        if (data.fullyObserved()) return true;
        int seen = 0;
        for (int w = 0; w < data.wordsPerBin(); w++) seen += Long.bitCount(data.observedWord(k, t, w));
        return seen == data.neurons();
    }

    /** Intervals end with the trial and at every unobserved bin: what was not seen may have held a spike. */
    private void intervals(SpikeTrains data, int k, Layout layout) {
        int[] last = new int[data.neurons()], before = new int[data.neurons()];      // bin of the last spike; the interval it ended, or 0
        java.util.Arrays.fill(last, -1);
        for (int t = 0; t < data.bins(k); t++)
            for (int w = 0; w < data.wordsPerBin(); w++) {
                for (long rest = data.word(k, t, w); rest != 0; rest &= rest - 1) {
                    int i = (w << 6) + Long.numberOfTrailingZeros(rest);
                    if (last[i] >= 0) {
                        int interval = t - last[i];
                        counts[layout.intervals() + i]++;
                        counts[layout.intervalSum() + i] += interval;
                        counts[layout.intervalSquares() + i] += (long) interval * interval;
                        if (before[i] > 0) adjacent(before[i], interval, i, layout);
                        before[i] = interval;
                    }
                    last[i] = t;
                }
                if (!layout.masked()) continue;
                for (int i = w << 6; i < Math.min(data.neurons(), (w + 1) << 6); i++) if (!data.observed(k, t, i)) {
                    last[i] = -1;
                    before[i] = 0;
                }
            }
    }

    private void adjacent(int a, int b, int i, Layout layout) {
        double apart = Math.abs(a - b) / (double) (a + b);
        counts[layout.adjacent() + i]++;
        counts[layout.cv2Sum() + i] += Math.round(2 * apart * Layout.UNIT);
        counts[layout.lvSum() + i] += Math.round(3 * apart * apart * Layout.UNIT);
    }

    /** Windows side by side from the trial's first bin on; a window with an unobserved bin is left out. */
    private void windows(TimePacked packed, SpikeTrains data, int[] trials, int i, Layout layout) {
        for (int w = 0; w < Layout.WINDOWS.length; w++) {
            int width = Layout.WINDOWS[w], at = w * layout.neurons() + i;
            long start = 0;
            for (int k : trials) {
                for (int from = 0; from + width <= data.bins(k); from += width) {
                    if (packed.masked && Long.bitCount(packed.bits(packed.seen, i, start + from, width)) < width) continue;
                    long count = Long.bitCount(packed.bits(packed.fires, i, start + from, width));
                    counts[layout.windows() + at]++;
                    counts[layout.windowSum() + at] += count;
                    counts[layout.windowSquares() + at] += count * count;
                }
                start += data.bins(k) + packed.pad;
            }
        }
    }
}
