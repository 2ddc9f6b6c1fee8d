package org.spinspike.math.optim;

import java.util.Arrays;
import java.util.Optional;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Require;
import org.spinspike.math.special.Logistic;

/**
 * Logistic regression with several outcomes: which of {@code classes} a row of features belongs to.
 *
 * <pre>p(c | x) = exp(w_c x + b_c) / sum_d exp(w_d x + b_d)
 * minimises  -sum_rows ln p(c_row | x_row) + ridge/2 sum_c |w_c|^2</pre>
 *
 * Every class has weights of its own; the ridge makes them the ones that sum to 0 over classes, and constants bear no penalty. By L-BFGS until the
 * gradient per row is below 1e-9. With a positive ridge there is one minimum, also where classes can be separated. Cost of a step: 4 rows classes features flops.
 *
 * @param classes number of outcomes
 * @param weights row-major [classes, features + 1], the constant last
 */
public record SoftmaxRegression(int classes, double[] weights) {
    private static final double GRADIENT = 1e-9;
    private static final int STEPS = 2000;

    /**
     * @param x     features, row-major [rows, features]. Not modified.
     * @param label the outcome of each row, 0 .. classes - 1
     * @param ridge penalty, positive
     * @throws NumericalException where features are not finite
     */
    public static SoftmaxRegression fit(double[] x, int[] label, int classes, double ridge) {
        Require.atLeast("rows", label.length, 1);
        Require.atLeast("classes", classes, 2);
        Require.positive("ridge", ridge);
        int features = x.length / label.length;
        Require.length("features", x.length, label.length * features);
        for (int c : label) Require.inRange("label", c, 0, classes - 1);
        Lbfgs.Objective objective = (w, g) -> loss(x, label, classes, ridge, w, g);
        Lbfgs.State state = Lbfgs.start(objective, new double[classes * (features + 1)]);
        for (int step = 0; step < STEPS && largest(state.g()) > GRADIENT * label.length; step++) {
            Optional<Lbfgs.State> next = Lbfgs.step(objective, state, Lbfgs.MEMORY);
            if (next.isEmpty()) break;
            state = next.get();
        }
        return new SoftmaxRegression(classes, state.x());
    }

    /** @return row-major [rows, classes]: ln p(c | x), nats */
    public double[] logProbabilities(double[] x, int rows) {
        int columns = weights.length / classes;
        Require.length("features", x.length, rows * (columns - 1));
        double[] out = new double[rows * classes];
        for (int r = 0; r < rows; r++) logProbabilities(x, r, weights, columns, out, r * classes, classes);
        return out;
    }

    private static double loss(double[] x, int[] label, int classes, double ridge, double[] w, double[] g) {
        int columns = w.length / classes, features = columns - 1;
        Arrays.fill(g, 0);
        double loss = 0;
        double[] logP = new double[classes];
        for (int r = 0; r < label.length; r++) {
            logProbabilities(x, r, w, columns, logP, 0, classes);
            loss -= logP[label[r]];
            for (int c = 0; c < classes; c++) {
                double residual = Math.exp(logP[c]) - (c == label[r] ? 1 : 0);
                for (int f = 0; f < features; f++) g[c * columns + f] += residual * x[r * features + f];
                g[c * columns + features] += residual;
            }
        }
        for (int c = 0; c < classes; c++)
            for (int f = 0; f < features; f++) {
                double weight = w[c * columns + f];
                loss += ridge / 2 * weight * weight;
                g[c * columns + f] += ridge * weight;
            }
        return loss;
    }

    private static void logProbabilities(double[] x, int row, double[] w, int columns, double[] out, int at, int classes) {
        int features = columns - 1;
        for (int c = 0; c < classes; c++) {
            double score = w[c * columns + features];
            for (int f = 0; f < features; f++) score += w[c * columns + f] * x[row * features + f];
            out[at + c] = score;
        }
        double normaliser = Logistic.logSum(out, at, classes);
        for (int c = 0; c < classes; c++) out[at + c] -= normaliser;
    }

    private static double largest(double[] values) { return Arrays.stream(values).map(Math::abs).max().orElse(0); }
}
