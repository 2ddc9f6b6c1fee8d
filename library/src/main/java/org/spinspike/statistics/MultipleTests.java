package org.spinspike.statistics;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.spinspike.math.Require;

/** Many p-values at once. Undefined ones (NaN) are no tests: they stay undefined and count nothing. */
public final class MultipleTests {
    private MultipleTests() {}

    /**
     * Benjamini-Hochberg: the largest x with p_(x) &lt;= x q / m and all smaller ones are flagged.
     *
     * @param q expected share of false flags among the flagged
     */
    public static boolean[] benjaminiHochberg(double[] p, double q) {
        Require.between("false-discovery rate", q, 0, 1);
        int[] order = ascending(p);
        int last = -1;
        for (int x = 0; x < order.length; x++) if (p[order[x]] <= (x + 1) * q / order.length) last = x;
        boolean[] flagged = new boolean[p.length];
        for (int x = 0; x <= last; x++) flagged[order[x]] = true;
        return flagged;
    }

    /**
     * Holm: with x tests below it, a p-value counts (m - x) times, and no less than those below it. A claim made where the result is below a level is wrong at most that
     * often for all claims together, however they depend on each other.
     *
     * @return adjusted p-values, at most 1
     */
    public static double[] holm(double[] p) {
        int[] order = ascending(p);
        double[] adjusted = p.clone();
        double least = 0;
        for (int x = 0; x < order.length; x++) {
            least = Math.max(least, Math.min(1, (order.length - x) * p[order[x]]));
            adjusted[order[x]] = least;
        }
        return adjusted;
    }

    private static int[] ascending(double[] p) {
        for (double value : p) Require.that(Double.isNaN(value) || value >= 0 && value <= 1, "a p-value must lie in 0..1, got " + value);
        return IntStream.range(0, p.length).filter(x -> !Double.isNaN(p[x])).boxed().sorted(Comparator.comparingDouble(x -> p[x])).mapToInt(x -> x).toArray();
    }
}
