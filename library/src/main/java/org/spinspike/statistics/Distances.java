package org.spinspike.statistics;

import org.spinspike.math.Require;

/** How far two lists of values, or two laws, are apart. Values undefined on either side are left out; {@link #leftOut} counts them. */
public final class Distances {
    private Distances() {}

    /** @return sqrt(mean (a - b)^2) over the places defined in both; NaN where there is none */
    public static double rmse(double[] a, double[] b) {
        Require.length("values compared", b.length, a.length);
        double sum = 0;
        int used = 0;
        for (int x = 0; x < a.length; x++) {
            double d = a[x] - b[x];
            if (Double.isNaN(d)) continue;
            sum += d * d;
            used++;
        }
        return used == 0 ? Double.NaN : Math.sqrt(sum / used);
    }

    /** @return places undefined in a or in b */
    public static int leftOut(double[] a, double[] b) {
        int count = 0;
        for (int x = 0; x < Math.min(a.length, b.length); x++) if (Double.isNaN(a[x]) || Double.isNaN(b[x])) count++;
        return count;
    }

    /** KL(p | q) = sum p ln(p / q), nats; infinite where q is 0 and p is not. */
    public static double kl(double[] p, double[] q) {
        Require.length("probabilities compared", q.length, p.length);
        double sum = 0;
        for (int x = 0; x < p.length; x++) if (p[x] != 0) sum += p[x] * Math.log(p[x] / q[x]);
        return sum;
    }

    /** JS(p, q) = (KL(p | m) + KL(q | m)) / 2 with m = (p + q) / 2, nats, at most ln 2. */
    public static double js(double[] p, double[] q) {
        Require.length("probabilities compared", q.length, p.length);
        double sum = 0;
        for (int x = 0; x < p.length; x++) {
            double m = (p[x] + q[x]) / 2;
            if (p[x] != 0) sum += p[x] * Math.log(p[x] / m) / 2;
            if (q[x] != 0) sum += q[x] * Math.log(q[x] / m) / 2;
        }
        return sum;
    }
}
