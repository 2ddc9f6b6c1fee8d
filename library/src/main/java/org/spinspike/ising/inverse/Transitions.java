package org.spinspike.ising.inverse;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.optim.FeatureRows;
import org.spinspike.math.optim.LogisticProblem;
import org.spinspike.math.special.Logistic;
import org.spinspike.model.RatesOverTime;
import org.spinspike.model.autoregression.PastRows;
import org.spinspike.model.autoregression.Terms;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * Pairs of neighbouring bins, s(t-1) and s(t), of all trials: what a kinetic Ising network is learned from. Trials are never joined. A pair is there where the whole of s(t-1) was
 * observed, and counts for the neurons observed in s(t).
 */
public final class Transitions {
    private static final int ROWS_PER_CHUNK = 1 << 12;

    private final Neurons cells;
    private final FeatureRows before;                     // [rows, N], 1 where neuron j fired in t-1
    private final boolean[][] fires;                      // [N, rows]
    private final double[][] weight;                      // [N, rows], 1 where neuron i was observed in t; null where all were
    private final int[] clock;                            // of t; null where nobody asked
    private final int clockBins;
    private final long dropped;

    private Transitions(Neurons cells, FeatureRows before, boolean[][] fires, double[][] weight, int[] clock, int clockBins, long dropped) {
        this.cells = cells;
        this.before = before;
        this.fires = fires;
        this.weight = weight;
        this.clock = clock;
        this.clockBins = clockBins;
        this.dropped = dropped;
    }

    /**
     * @param clocked whether the time in the trial is to be known
     * @throws IllegalArgumentException where there is no pair of bins
     */
    public static Transitions of(SpikeTrains data, boolean clocked) {
        int n = data.neurons();
        Require.that(data.bins() > 1, "a kinetic Ising network says how one bin follows another; trials have one bin");
        Require.that(!clocked || data.design().aligned(), RatesOverTime.noClock(data.design()));
        var past = new PastRows(data, new Terms(n, 1, false, false, List.of()), RatesOverTime.constant(data).p());
        Require.that(past.count() > 0, "no bin of the trials comes after one that was wholly observed: nothing to learn from");
        boolean[][] fires = new boolean[n][];
        double[][] weight = data.fullyObserved() ? null : new double[n][];
        Chunks.forEach(n, 1, (chunk, i, end) -> {
            fires[i] = past.outcome(i);
            if (weight != null) weight[i] = past.weight(i, false);
        });
        int[] clock = clocked ? IntStream.range(0, past.count()).map(r -> data.design().clock(past.trial(r), past.bin(r))).toArray() : null;
        FeatureRows before = past.features().columns(IntStream.range(0, n).toArray(), 0);
        return new Transitions(data.cells(), before, fires, weight, clock, clocked ? data.design().clockBins() : 0, past.dropped());
    }

    public int neurons()     { return fires.length; }
    public int count()       { return before.rows(); }
    /** @return bins with an observed past in part only, which are left out */
    public long dropped()    { return dropped; }
    int clockBins()          { return clockBins; }
    String name(int i)       { return cells.name(i); }
    /** @return one a neuron, or null */
    List<String> areas()     { return cells.areas().orElse(null); }

    boolean before(int row, int j) { return before.at(row, j); }
    boolean after(int row, int i)  { return fires[i][row]; }
    boolean seen(int row, int i)   { return weight == null || weight[i][row] > 0; }

    /** @return the pairs for which {@code keep} says yes, in order */
    public Transitions part(boolean[] keep) {
        Require.length("marks of transitions", keep.length, count());
        int[] rows = IntStream.range(0, count()).filter(r -> keep[r]).toArray();
        Require.that(rows.length > 0, "a part of the transitions must hold at least one");
        boolean[][] outcome = new boolean[neurons()][rows.length];
        for (int i = 0; i < neurons(); i++) for (int r = 0; r < rows.length; r++) outcome[i][r] = fires[i][rows[r]];
        double[][] seen = weight == null ? null : Arrays.stream(weight).map(w -> IntStream.of(rows).mapToDouble(r -> w[r]).toArray()).toArray(double[][]::new);
        return new Transitions(cells, before.rows(rows), outcome, seen, clock == null ? null : IntStream.of(rows).map(r -> clock[r]).toArray(), clockBins, dropped);
    }

    /** @return transitions of each clock, those wholly observed, in order; all under 0 where there is no clock */
    int[][] rowsByClock() {
        int[][] rows = new int[Math.max(1, clockBins)][];
        int[] whole = IntStream.range(0, count()).filter(r -> weight == null || IntStream.range(0, neurons()).allMatch(i -> seen(r, i))).toArray();
        for (int c = 0; c < rows.length; c++) {
            int at = c;
            rows[c] = clock == null ? whole : IntStream.of(whole).filter(r -> clock[r] == at).toArray();
        }
        return rows;
    }

    /** @return neurons that did both in t-1: of the others nobody can tell what they do from what the field does */
    public int[] varyingInputs() { return IntStream.range(0, neurons()).filter(this::varies).toArray(); }

    private boolean varies(int j) {
        boolean any = false, all = true;
        for (int r = 0; r < count() && (!any || all); r++) {
            any |= before.at(r, j);
            all &= before.at(r, j);
        }
        return any && !all;
    }

    /** @return whether neuron i never or always fired in t */
    boolean constant(int i) { return PastRows.constant(fires[i], weight == null ? null : weight[i]); }

    /** @return spikes of neuron i in t, and in how many transitions it was observed */
    long[] tally(int i) {
        long[] out = new long[2];
        for (int r = 0; r < count(); r++) {
            if (!seen(r, i)) continue;
            out[1]++;
            if (fires[i][r]) out[0]++;
        }
        return out;
    }

    /** @return these neurons in t-1, and behind them the clock of t, one feature a bin */
    FeatureRows features(int[] inputs) {
        FeatureRows features = before.columns(inputs, clockBins);
        for (int r = 0; r < count() && clock != null; r++) features.set(r, inputs.length + clock[r]);
        return features;
    }

    /** @param features of {@link #features} */
    LogisticProblem problem(int i, FeatureRows features, double[] ridge) { return new LogisticProblem(features, features.binary(), fires[i], null, weight == null ? null : weight[i], ridge); }

    /**
     * sum over transitions of ln P(s_i(t) | s(t-1)), nats, one a neuron.
     *
     * @param fieldsOverTime H_i(t), row-major [clock bins, N], in the place of the network's fields; null: those
     */
    public double[] logLikelihood(IsingNetwork network, double[] fieldsOverTime) {
        double[][] sums = new double[Chunks.count(count(), ROWS_PER_CHUNK)][neurons()];
        each(network, fieldsOverTime, (chunk, r, i, nats) -> sums[chunk][i] += nats);
        double[] total = new double[neurons()];
        for (double[] sum : sums) for (int i = 0; i < total.length; i++) total[i] += sum[i];
        return total;
    }

    /** @return ln P(s(t) | s(t-1)) of each transition, nats, of the neurons observed in t */
    public double[] logLikelihoodByTransition(IsingNetwork network) {
        double[] nats = new double[count()];
        each(network, null, (chunk, r, i, of) -> nats[r] += of);
        return nats;
    }

    @FunctionalInterface
    private interface Sink { void add(int chunk, int row, int neuron, double nats); }

    private void each(IsingNetwork network, double[] fieldsOverTime, Sink sink) {
        int n = neurons();
        Require.length("neurons of the network", network.neurons(), n);
        double[] couplings = network.bitCouplings(), constant = network.bitFields();
        Chunks.forEach(count(), ROWS_PER_CHUNK, (chunk, from, to) -> {
            double[] input = new double[n];
            for (int r = from; r < to; r++) {
                for (int i = 0; i < n; i++) input[i] = constant[i] + (fieldsOverTime == null ? 0 : 2 * (fieldsOverTime[clock[r] * n + i] - network.fields()[i]));
                for (int j = 0; j < n; j++) if (before.at(r, j)) for (int i = 0; i < n; i++) input[i] += couplings[i * n + j];
                for (int i = 0; i < n; i++) if (seen(r, i)) sink.add(chunk, r, i, Logistic.logProbability(fires[i][r], input[i]));
            }
        });
    }
}
