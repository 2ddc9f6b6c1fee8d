package org.spinspike.model.autoregression;

import org.spinspike.math.NamedArrays;
import org.spinspike.math.Require;

/**
 * Weights of one logistic autoregression, stored by what acts: one row of N targets each, so that a spike adds one row to all inputs.
 *
 * @param terms   which rows there are
 * @param rows    row-major [terms.rows(), N], see {@link Terms}. Not copied.
 * @param sameBin row-major [N acting, N target], zero where target &lt;= acting; null where neurons do not act within the bin. Not copied.
 */
public record Weights(Terms terms, double[] rows, double[] sameBin) {

    public Weights {
        int n = terms.neurons();
        Require.length("weights", rows, terms.rows() * n);
        if (sameBin != null) {
            Require.length("same-bin weights", sameBin, n * n);
            for (int j = 0; j < n; j++) for (int i = 0; i <= j; i++)
                Require.that(sameBin[j * n + i] == 0, "within a bin a neuron acts on those behind it only, " + j + " acts on " + i);
        }
    }

    /**
     * Writes the input of every neuron, but for what comes from the same bin.
     *
     * @param covariates values in this bin, in the order of the terms; may be null where there are none. Not modified.
     * @param input      length N. Modified.
     */
    void input(Past past, double[] covariates, double[] input) {
        int n = terms.neurons();
        System.arraycopy(rows, terms.constantRow() * n, input, 0, n);
        past.read((lag, j, value) -> add(terms.lagRow(lag, j), value, input));
        if (terms.runningSum()) add(terms.runningSumRow(), past.population() / Terms.RUNNING_SUM_UNIT, input);
        if (terms.firstBin() && past.empty()) add(terms.firstBinRow(), 1, input);
        for (int c = 0; c < terms.covariates().size(); c++) add(terms.covariateRow(c), covariates[c], input);
    }

    private void add(int row, double value, double[] input) {
        int n = terms.neurons(), at = row * n;
        for (int i = 0; i < n; i++) input[i] += value * rows[at + i];
    }

    /** Adds what the spike of j does to the neurons behind it in the same bin. */
    void spike(int j, double value, double[] input) {
        if (sameBin == null) return;
        int n = terms.neurons(), at = j * n;
        for (int i = j + 1; i < n; i++) input[i] += value * sameBin[at + i];
    }

    public boolean withinBin() { return sameBin != null; }

    /** Row i of a matrix is the input to i: lags [lags, N, N], same_bin [N, N], covariates [K, N], the rest [N]. */
    public NamedArrays arrays() {
        int n = terms.neurons();
        var out = new NamedArrays().put("bias", row(terms.constantRow()), n);
        if (terms.lags() > 0) {
            double[] lags = new double[terms.lags() * n * n];
            for (int l = 0; l < terms.lags(); l++) transpose(rows, l * n * n, lags, l * n * n, n);
            out.put("lags", lags, terms.lags(), n, n);
        }
        if (terms.runningSum()) out.put("running_sum", row(terms.runningSumRow()), n);
        if (terms.firstBin()) out.put("first_bin", row(terms.firstBinRow()), n);
        if (!terms.covariates().isEmpty()) {
            int count = terms.covariates().size();
            out.put("covariates", java.util.Arrays.copyOfRange(rows, terms.covariateRow(0) * n, terms.covariateRow(count) * n), count, n);
            out.put("covariate_names", terms.covariates().toArray(String[]::new), count);
        }
        if (sameBin != null) {
            double[] acting = new double[n * n];
            transpose(sameBin, 0, acting, 0, n);
            out.put("same_bin", acting, n, n);
        }
        return out;
    }

    public static Weights restore(NamedArrays arrays) {
        int n = arrays.get("bias").size();
        var terms = new Terms(n, arrays.find("lags").map(a -> a.shape()[0]).orElse(0), arrays.has("running_sum"), arrays.has("first_bin"),
                arrays.find("covariate_names").map(a -> java.util.List.of(a.texts())).orElse(java.util.List.of()));
        double[] rows = new double[terms.rows() * n];
        for (int l = 0; l < terms.lags(); l++) transpose(finite(arrays, "lags", terms.lags() * n * n), l * n * n, rows, l * n * n, n);
        if (terms.runningSum()) System.arraycopy(finite(arrays, "running_sum", n), 0, rows, terms.runningSumRow() * n, n);
        if (terms.firstBin()) System.arraycopy(finite(arrays, "first_bin", n), 0, rows, terms.firstBinRow() * n, n);
        int covariates = terms.covariates().size();
        if (covariates > 0) System.arraycopy(finite(arrays, "covariates", covariates * n), 0, rows, terms.covariateRow(0) * n, covariates * n);
        System.arraycopy(finite(arrays, "bias", n), 0, rows, terms.constantRow() * n, n);
        double[] sameBin = null;
        if (arrays.has("same_bin")) transpose(finite(arrays, "same_bin", n * n), 0, sameBin = new double[n * n], 0, n);
        return new Weights(terms, rows, sameBin);
    }

    private static double[] finite(NamedArrays arrays, String name, int length) {
        double[] values = Require.length(name, arrays.get(name).doubles(), length);
        for (double value : values) Require.that(Double.isFinite(value), name + " must hold finite numbers, got " + value);
        return values;
    }

    private double[] row(int row) {
        int n = terms.neurons();
        return java.util.Arrays.copyOfRange(rows, row * n, (row + 1) * n);
    }

    private static void transpose(double[] from, int fromOff, double[] to, int toOff, int n) {
        for (int a = 0; a < n; a++) for (int b = 0; b < n; b++) to[toOff + b * n + a] = from[fromOff + a * n + b];
    }
}
