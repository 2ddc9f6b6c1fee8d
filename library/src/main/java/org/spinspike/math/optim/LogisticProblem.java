package org.spinspike.math.optim;

import org.spinspike.math.Require;

/**
 * One binary outcome to be explained by features: what {@link LogisticRegression} minimises is
 *
 * <pre>f(c) = - sum_r weight_r ln P(outcome_r | x_r) + 1/2 sum_j ridge_j c_j^2
 * P(1 | x) = 1 / (1 + exp(-(offset + c . x)))</pre>
 *
 * with x = the first {@link #binary} binary features, then all dense ones, then the constant 1.
 *
 * @param features rows shared with other problems. Not modified.
 * @param binary   how many of the binary features take part: a prefix, so that "the neurons before this one" needs no copy
 * @param outcome  one a row. Not copied, not modified.
 * @param offset   known part of the input, one a row, or null: 0. Not copied, not modified.
 * @param weight   of each row, or null: 1; rows of weight 0 are left out altogether. Not copied, not modified.
 * @param ridge    penalty of each coefficient, length {@link #columns}. Not copied, not modified.
 */
public record LogisticProblem(FeatureRows features, int binary, boolean[] outcome, double[] offset, double[] weight, double[] ridge) {

    public LogisticProblem {
        Require.inRange("binary features used", binary, 0, features.binary());
        Require.length("outcomes", outcome.length, features.rows());
        if (offset != null) Require.length("offsets", offset, features.rows());
        if (weight != null) {
            Require.length("weights", weight, features.rows());
            for (double w : weight) if (!(w >= 0)) Require.notNegative("weight of a row", w);
        }
        Require.length("ridge", ridge, binary + features.dense() + 1);
        for (double r : ridge) Require.notNegative("ridge", r);
    }

    /** The same ridge on every feature and {@code onConstant} on the constant. */
    public static double[] ridge(int features, double onFeatures, double onConstant) {
        double[] ridge = new double[features + 1];
        java.util.Arrays.fill(ridge, 0, features, onFeatures);
        ridge[features] = onConstant;
        return ridge;
    }

    /** @return number of coefficients: binary features used, dense ones, the constant */
    public int columns() { return binary + features.dense() + 1; }

    double weightOf(int row) { return weight == null ? 1 : weight[row]; }
    double offsetOf(int row) { return offset == null ? 0 : offset[row]; }
}
