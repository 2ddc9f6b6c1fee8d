package org.spinspike.spikes;

import java.util.List;
import org.spinspike.math.Require;

/**
 * What was known of the outside world in every bin: speed, position, contrast.
 *
 * @param names  one a covariate
 * @param trials number of trials
 * @param bins   bins of the longest trial
 * @param values row-major [trials, bins, names]. Not copied, not modified.
 */
public record Covariates(List<String> names, int trials, int bins, float[] values) {

    public Covariates {
        names = List.copyOf(names);
        Require.length("covariates", values.length, Math.multiplyExact(Math.multiplyExact(trials, bins), names.size()));
    }

    public int count() { return names.size(); }

    public float at(int k, int t, int c) { return values[(k * bins + t) * names.size() + c]; }

    /** For each new trial n: bins [from[n], from[n] + newBins) of old trial {@code trial[n]}; bins past the end become 0. */
    Covariates rearranged(int[] trial, int[] from, int newBins) {
        int count = names.size();
        float[] out = new float[Math.multiplyExact(Math.multiplyExact(trial.length, newBins), count)];
        for (int n = 0; n < trial.length; n++) {
            int length = Math.min(newBins, bins - from[n]) * count;
            System.arraycopy(values, (trial[n] * bins + from[n]) * count, out, n * newBins * count, length);
        }
        return new Covariates(names, trial.length, newBins, out);
    }
}
