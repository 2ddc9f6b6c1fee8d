package org.spinspike.model.autoregression;

import org.spinspike.math.optim.FeatureRows;
import org.spinspike.spikes.SpikeTrains;

/**
 * The bins of a recording as rows of one regression matrix that all neurons share: lags, then the bin itself (of which neuron i uses the part before i), then
 * running sum, first-bin flag and covariates. Bins that stand alone, and bins whose past was not wholly observed, are no rows.
 */
public final class PastRows {
    private final SpikeTrains data;
    private final Terms terms;
    private final FeatureRows features;
    private final int[] trial, bin;
    private final double[] mean, scale;                   // of dense features: they enter as (value - mean) / scale
    private final long dropped;

    public PastRows(SpikeTrains data, Terms terms, double[] meanRates) {
        this.data = data;
        this.terms = terms;
        int[] trials = new int[rowsAtMost(data)], bins = new int[trials.length];
        int[] counts = new int[2];                        // rows, dropped
        walk(data, terms, meanRates, (k, t, past) -> {
            if (past.empty() && terms.firstBinStandsAlone() || nobody(data, k, t)) return;
            if (!past.complete()) {
                counts[1]++;
                return;
            }
            trials[counts[0]] = k;
            bins[counts[0]++] = t;
        });
        this.trial = java.util.Arrays.copyOf(trials, counts[0]);
        this.bin = java.util.Arrays.copyOf(bins, counts[0]);
        this.dropped = counts[1];
        int n = terms.neurons(), dense = terms.dense();
        this.features = FeatureRows.zeros(trial.length, (terms.lags() + 1) * n, dense);
        this.mean = new double[dense];
        this.scale = new double[dense];
        fill(meanRates);
        standardise();
    }

    private void fill(double[] meanRates) {
        int n = terms.neurons(), dense = terms.dense(), first = terms.runningSumRow();
        var covariates = new CovariateValues(terms.covariates(), data.design());
        double[] values = new double[terms.covariates().size()];
        int[] next = {0};
        walk(data, terms, meanRates, (k, t, past) -> {
            int row = next[0];
            if (row == trial.length || trial[row] != k || bin[row] != t) return;
            next[0]++;
            past.read((lag, j, value) -> features.set(row, terms.lagRow(lag, j)));
            for (int j = 0; j < n; j++) if (data.fires(k, t, j)) features.set(row, terms.lags() * n + j);
            int at = row * dense - first;
            if (terms.runningSum()) features.values()[at + terms.runningSumRow()] = past.population() / Terms.RUNNING_SUM_UNIT;
            if (terms.firstBin() && past.empty()) features.values()[at + terms.firstBinRow()] = 1;
            covariates.read(k, t, values);
            for (int c = 0; c < values.length; c++) features.values()[at + terms.covariateRow(c)] = values[c];
        });
    }

    /** Covariates come in any unit; the ridge must not know. The other dense features have a unit of their own. */
    private void standardise() {
        int dense = terms.dense();
        java.util.Arrays.fill(scale, 1);
        for (int d = terms.covariateRow(0) - terms.runningSumRow(); d < dense; d++) {
            double sum = 0, squares = 0;
            for (int r = 0; r < trial.length; r++) sum += features.values()[r * dense + d];
            mean[d] = trial.length == 0 ? 0 : sum / trial.length;
            for (int r = 0; r < trial.length; r++) squares += Math.pow(features.values()[r * dense + d] - mean[d], 2);
            double sd = trial.length == 0 ? 0 : Math.sqrt(squares / trial.length);
            scale[d] = sd > 0 ? sd : 1;
            for (int r = 0; r < trial.length; r++) features.values()[r * dense + d] = (features.values()[r * dense + d] - mean[d]) / scale[d];
        }
    }

    public FeatureRows features() { return features; }
    public int count()            { return trial.length; }
    public int trial(int row)     { return trial[row]; }
    public int bin(int row)       { return bin[row]; }
    /** @return bins left out because something in their past was not observed */
    public long dropped()         { return dropped; }

    /** @return whether neuron i fires, for each row */
    public boolean[] outcome(int i) {
        boolean[] out = new boolean[trial.length];
        for (int r = 0; r < out.length; r++) out[r] = data.fires(trial[r], bin[r], i);
        return out;
    }

    /** @return 1 where neuron i and, where {@code withinBin}, all before it were observed, else 0; null where all were */
    public double[] weight(int i, boolean withinBin) {
        if (data.fullyObserved()) return null;
        double[] weight = new double[trial.length];
        for (int r = 0; r < weight.length; r++) {
            boolean seen = data.observed(trial[r], bin[r], i);
            for (int j = 0; j < i && withinBin; j++) seen &= data.observed(trial[r], bin[r], j);
            weight[r] = seen ? 1 : 0;
        }
        return weight;
    }

    /** @return whether an outcome never, or always, happens where its weight is above 0; {@code weight} may be null: 1 */
    public static boolean constant(boolean[] outcome, double[] weight) {
        boolean any = false, all = true;
        for (int r = 0; r < outcome.length; r++) {
            if (weight != null && weight[r] == 0) continue;
            any |= outcome[r];
            all &= outcome[r];
        }
        return !any || all;
    }

    /** Brings coefficients of the standardised features back to the features as they are. Modified: {@code rows} of length {@code terms.rows()}. */
    public void natural(double[] rows) {
        for (int d = 0; d < mean.length; d++) {
            int row = terms.runningSumRow() + d;
            rows[row] /= scale[d];
            rows[terms.constantRow()] -= rows[row] * mean[d];
        }
    }

    private static boolean nobody(SpikeTrains data, int k, int t) {
        for (int w = 0; w < data.wordsPerBin(); w++) if (data.observedWord(k, t, w) != 0) return false;
        return true;
    }

    private static int rowsAtMost(SpikeTrains data) {
        long rows = 0;
        for (int k = 0; k < data.trials(); k++) rows += data.bins(k);
        return Math.toIntExact(rows);
    }

    private static void walk(SpikeTrains data, Terms terms, double[] meanRates, Visitor visitor) {
        var past = new Past(terms, meanRates);
        for (int k = 0; k < data.trials(); k++) {
            past.clear();
            for (int t = 0; t < data.bins(k); t++) {
                visitor.at(k, t, past);
                past.push(data, k, t);
            }
        }
    }

    @FunctionalInterface private interface Visitor { void at(int k, int t, Past past); }
}
