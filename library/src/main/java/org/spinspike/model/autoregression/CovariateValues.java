package org.spinspike.model.autoregression;

import java.util.List;
import org.spinspike.math.Require;
import org.spinspike.spikes.Covariates;
import org.spinspike.spikes.Design;

/** Finds the covariates a model was trained with in a design, by name. */
final class CovariateValues {
    private final List<String> names;
    private final Covariates covariates;                  // null where the model needs none
    private final int[] column;

    /** @throws IllegalArgumentException where one is missing; the message lists those there are */
    CovariateValues(List<String> names, Design design) {
        this.names = names;
        this.column = new int[names.size()];
        this.covariates = names.isEmpty() ? null : design.covariates().orElseThrow(() -> new IllegalArgumentException(
                "the model needs the covariates " + String.join(", ", names) + ", the data have none: take the design of a recording that has them (sample --like), or score one that has"));
        for (int c = 0; c < column.length; c++) {
            column[c] = covariates.names().indexOf(names.get(c));
            Require.that(column[c] >= 0, "the model needs covariate '" + names.get(c) + "'; there are: " + String.join(", ", covariates.names()));
        }
    }

    /** Writes the values of one bin into {@code out}. Modified. */
    void read(int k, int t, double[] out) {
        for (int c = 0; c < column.length; c++) {
            out[c] = covariates.at(k, t, column[c]);
            if (!Double.isFinite(out[c])) throw new IllegalArgumentException("covariate '" + names.get(c) + "' must be finite, got " + out[c]
                    + " in trial " + k + ", bin " + t);
        }
    }
}
