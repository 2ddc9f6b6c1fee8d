package org.spinspike.statistics;

/** Second moments of a tally; the masked case keeps its own counts for each pair, the plain one shares them. Matrices row-major [N, N]. */
final class PairMoments {
    private final Tally tally;
    private final Layout at;
    private final int n;

    PairMoments(Tally tally) {
        this.tally = tally;
        this.at = tally.layout;
        this.n = tally.neurons();
    }

    double[] covariance() {
        return square((i, j) -> {
            double m = seen(i, j);
            return m < 2 ? Double.NaN : (both(i, j) - (double) first(i, j) * second(i, j) / m) / (m - 1);
        });
    }

    double[] correlation() {
        return square((i, j) -> {
            long m = seen(i, j), a = first(i, j), b = second(i, j);
            double vi = (double) m * a - (double) a * a, vj = (double) m * b - (double) b * b;
            return vi > 0 && vj > 0 ? ((double) m * both(i, j) - (double) a * b) / Math.sqrt(vi * vj) : Double.NaN;
        });
    }

    /** Within clock bins, across trials, complete bins only. */
    double[] noise() {
        ClockTable table = tally.complete;
        double freedom = 0;
        double[] explained = new double[n * n];           // sum_c n_i n_j / M_c, i <= j
        int[] active = new int[n];
        for (int c = 0; c < table.clockBins(); c++) {
            int row = c * n, m = table.seen()[row], count = 0;
            if (m < 1) continue;
            freedom += m - 1;
            for (int i = 0; i < n; i++) if (table.spikes()[row + i] != 0) active[count++] = i;
            for (int x = 0; x < count; x++) {
                int i = active[x];
                double mean = (double) table.spikes()[row + i] / m;
                for (int y = x; y < count; y++) explained[i * n + active[y]] += mean * table.spikes()[row + active[y]];
            }
        }
        double divisor = freedom;
        long[] complete = completeSpikes(table);
        return square((i, j) -> divisor < 1 ? Double.NaN
                : ((i == j ? complete[i] : tally.pairs[(at.masked() ? at.completeBoth() : at.both()) + at.pair(i, j)]) - explained[i * n + j]) / divisor);
    }

    double[] lagCovariance(int lag) {
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) {
                int cell = (lag - 1) * at.square() + i * n + j;
                double m = at.masked() ? tally.pairs[at.lagPairSeen() + cell] : tally.counts[at.lagSeen() + lag - 1];
                double a = at.masked() ? tally.pairs[at.lagFirst() + cell] : tally.counts[at.lead() + (lag - 1) * n + i];
                double b = at.masked() ? tally.pairs[at.lagSecond() + cell] : tally.counts[at.trail() + (lag - 1) * n + j];
                out[i * n + j] = m < 2 ? Double.NaN : (tally.pairs[at.lagBoth() + cell] - a * b / m) / (m - 1);
            }
        return out;
    }

    private long[] completeSpikes(ClockTable table) {
        long[] sum = new long[n];
        for (int c = 0; c < table.clockBins(); c++) for (int i = 0; i < n; i++) sum[i] += table.spikes()[c * n + i];
        return sum;
    }

    private long both(int i, int j)   { return i == j ? tally.spikes(i) : tally.pairs[at.both() + at.pair(i, j)]; }
    private long seen(int i, int j)   { return i == j ? tally.seen(i) : at.masked() ? tally.pairs[at.pairSeen() + at.pair(i, j)] : tally.bins(); }
    private long first(int i, int j)  { return i == j || !at.masked() ? tally.spikes(i) : tally.pairs[at.pairFirst() + at.pair(i, j)]; }
    private long second(int i, int j) { return i == j || !at.masked() ? tally.spikes(j) : tally.pairs[at.pairSecond() + at.pair(i, j)]; }

    /** A symmetric matrix from its entries i &lt;= j. */
    private double[] square(Entry entry) {
        double[] out = new double[n * n];
        for (int i = 0; i < n; i++) for (int j = i; j < n; j++) out[i * n + j] = out[j * n + i] = entry.at(i, j);
        return out;
    }

    private interface Entry { double at(int i, int j); }
}
