package org.spinspike.math.optim;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.spinspike.math.Require;

/**
 * Features on one scale, as a ridge needs them: (x - mean) / scale, both of the rows learned from.
 *
 * @param mean  of each feature, unknown values (NaN) left out; 0 where all are
 * @param scale standard deviation (divisor: their number), 1 where it is 0
 */
public record Standardisation(double[] mean, double[] scale) {
    /** @param x row-major [rows, features], NaN where unknown */
    public static Standardisation of(double[] x, int features) {
        double[] mean = new double[features], scale = new double[features];
        for (int f = 0; f < features; f++) {
            int column = f;
            double[] known = IntStream.range(0, x.length / features).mapToDouble(r -> x[r * features + column]).filter(v -> !Double.isNaN(v)).toArray();
            double average = mean[f] = Arrays.stream(known).average().orElse(0);
            double variance = Arrays.stream(known).map(v -> (v - average) * (v - average)).average().orElse(0);
            scale[f] = variance > 0 ? Math.sqrt(variance) : 1;
        }
        return new Standardisation(mean, scale);
    }

    /** @return the same rows standardised; what is unknown takes the mean */
    public double[] apply(double[] x) {
        int features = mean.length;
        Require.that(x.length % features == 0, "rows must have " + features + " features each");
        double[] out = new double[x.length];
        for (int e = 0; e < x.length; e++) out[e] = Double.isNaN(x[e]) ? 0 : (x[e] - mean[e % features]) / scale[e % features];
        return out;
    }
}
