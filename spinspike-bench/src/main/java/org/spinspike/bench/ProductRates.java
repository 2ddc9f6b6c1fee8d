package org.spinspike.bench;

import java.util.SplittableRandom;
import org.spinspike.math.linalg.Gemm;

/** What matrix products of our library reach, GFLOP/s: the ceiling of everything made of them. */
final class ProductRates {
    private ProductRates() {}

    /** Square products of order n. */
    static double square(int n) {
        double[] a = random(n * n), b = random(n * n), c = new double[n * n];
        return rate(2.0 * n * n * n, () -> Gemm.nn(n, n, n, a, 0, n, b, 0, n, 0, c, 0, n));
    }

    /** The same in single precision. */
    static double squareInSingle(int n) {
        float[] a = single(random(n * n)), b = single(random(n * n)), c = new float[n * n];
        return rate(2.0 * n * n * n, () -> Gemm.nt(n, n, n, a, 0, n, b, 0, n, 0, c, 0, n));
    }

    /** The product of a gradient: an n x n matrix from sums over k trials, both factors stored with trials along rows. */
    static double overTrials(int n, int k) {
        double[] a = random(n * k), b = random(n * k), c = new double[n * n];
        return rate(2.0 * n * n * k, () -> Gemm.nt(n, n, k, a, 0, k, b, 0, k, 0, c, 0, n));
    }

    private static double rate(double flops, Runnable product) {
        int times = (int) Math.ceil(1e7 / flops);
        return 1e-9 * flops * times / Cpu.median(Cpu.seconds(5, () -> {
            for (int t = 0; t < times; t++) product.run();
        }));
    }

    private static double[] random(int length) { return new SplittableRandom(1).doubles(length).toArray(); }

    private static float[] single(double[] x) {
        float[] out = new float[x.length];
        for (int e = 0; e < x.length; e++) out[e] = (float) x[e];
        return out;
    }
}
