package org.spinspike.ising.meanfield;

import org.spinspike.ising.SpinMoments;
import org.spinspike.math.special.TanhRoot;

/** Plefka2[t] order 2 as its equations stand, sum by sum and root by root: what {@link PairAnswer} is judged by. Cost: N^4. */
final class PlainPairs {
    private PlainPairs() {}

    static SpinMoments step(SpinMoments past, double[] fields, double[] couplings) {
        int n = past.neurons();
        double[] m = new double[n], c = new double[n * n], d = new double[n * n], before = past.m();
        for (int i = 0; i < n; i++) {
            double g = fields[i];
            for (int j = 0; j < n; j++) g += couplings[i * n + j] * before[j];
            for (int l = 0; l < n; l++) {
                double strength = couplings[i * n + l], up = (1 + before[l]) / 2;
                for (int j = 0; j < n; j++) for (int k = 0; k < n; k++) if (j != l) strength += couplings[i * n + j] * past.d()[j * n + k] * couplings[l * n + k];
                double v = covariance(past.c(), couplings, n, i, i, l);
                double plus = tanh(g + strength * (1 - before[l]), v), minus = tanh(g + strength * (-1 - before[l]), v), mean = up * plus + (1 - up) * minus;
                m[i] += mean / n;
                d[i * n + l] = up * plus - (1 - up) * minus - before[l] * mean;
                double inputs = covariance(past.c(), couplings, n, i, l, -1), own = covariance(past.c(), couplings, n, i, i, -1);
                double half = .5 * (up * (1 - before[l]) * tanh(g + inputs * (1 - before[l]), own) + (1 - up) * (-1 - before[l]) * tanh(g + inputs * (-1 - before[l]), own));
                c[i * n + l] += half;
                c[l * n + i] += half;
            }
        }
        for (int i = 0; i < n; i++) c[i * n + i] = 1 - m[i] * m[i];
        return new SpinMoments(m, c, d);
    }

    /** sum over a, b, both other than {@code without}, of J_ia C_ab J_kb */
    private static double covariance(double[] c, double[] couplings, int n, int i, int k, int without) {
        double sum = 0;
        for (int a = 0; a < n; a++) for (int b = 0; b < n; b++) if (a != without && b != without) sum += couplings[i * n + a] * c[a * n + b] * couplings[k * n + b];
        return sum;
    }

    private static double tanh(double h, double v) { return Math.tanh(TanhRoot.of(h, v).theta()); }
}
