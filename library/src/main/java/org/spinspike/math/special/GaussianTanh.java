package org.spinspike.math.special;

import org.spinspike.math.Require;

/**
 * Means of the hyperbolic tangent over Gaussian fields, to about 3e-15.
 *
 * <pre>mean = E tanh(g + s x),   slope = E sech^2(g + s x),   x standard normal</pre>
 */
public final class GaussianTanh {
    /** Of a field's standard deviation: beyond, the tangent is a step to every purpose, and nodes are too many. */
    public static final double LARGEST_SCALE = 1e4;

    private static final int MOST_STEPS = 200;

    private GaussianTanh() {}

    /** @param s standard deviation of the field, at most {@link #LARGEST_SCALE} */
    public static double mean(double g, double s) { return s == 0 ? Math.tanh(g) : mean(g, s, over(s)); }

    public static double slope(double g, double s) {
        if (s == 0) return 1 - Math.tanh(g) * Math.tanh(g);
        GaussianIntegral grid = over(s);
        double[] t = at(g, s, grid);
        double sum = 0;
        for (int k = 0; k < t.length; k++) sum += grid.weights()[k] * (1 - t[k] * t[k]);
        return sum;
    }

    /**
     * The mean g of a field of standard deviation s to which a neuron answers with m: mean(g, s) = m. Newton's method within a bracket, so that it cannot leave or hang.
     *
     * @param m between -1 and 1, both excluded
     */
    public static double inverse(double m, double s) {
        double g = Logistic.atanh(m) * Math.sqrt(1 + s * s), low = Double.NEGATIVE_INFINITY, high = Double.POSITIVE_INFINITY;
        for (int step = 0; step < MOST_STEPS; step++) {
            double miss = mean(g, s) - m;
            if (miss == 0) return g;
            if (miss > 0) high = g;
            else low = g;
            double most = Math.max(1, s), move = Math.max(-most, Math.min(most, miss / slope(g, s))), next = g - move;
            if (!(next > low && next < high)) next = .5 * (low + high);
            if (Math.abs(next - g) < 1e-14 * Math.max(1, Math.abs(g))) return next;
            g = next;
        }
        return g;
    }

    /**
     * E tanh(g1 + s1 x) tanh(g2 + s2 y), x and y standard normal with correlation rho, -1 and 1 included.
     *
     * <p>y = rho x + sqrt(1 - rho^2) z turns it into a mean over x of one over z. Cost: 37^2 tangents where fields are small.
     */
    public static double product(double g1, double s1, double g2, double s2, double rho) {
        double along = rho * s2, across = Math.sqrt((1 - rho) * (1 + rho)) * s2;
        GaussianIntegral x = over(Math.max(s1, Math.abs(along))), z = over(across);
        double[] first = at(g1, s1, x);
        double sum = 0;
        for (int k = 0; k < first.length; k++) sum += x.weights()[k] * first[k] * mean(g2 + along * x.nodes()[k], across, z);
        return sum;
    }

    /** @return nodes for functions of g + s x, x standard normal, that are as smooth as tanh */
    static GaussianIntegral over(double s) { return GaussianIntegral.ofSlope(Require.between("standard deviation of a field", s, 0, LARGEST_SCALE)); }

    private static double mean(double g, double s, GaussianIntegral grid) {
        double[] t = at(g, s, grid);
        double sum = 0;
        for (int k = 0; k < t.length; k++) sum += grid.weights()[k] * t[k];
        return sum;
    }

    private static double[] at(double g, double s, GaussianIntegral grid) {
        double[] t = new double[grid.size()];
        for (int k = 0; k < t.length; k++) t[k] = g + s * grid.nodes()[k];
        Tanh.of(t, t.length, t);
        return t;
    }
}
