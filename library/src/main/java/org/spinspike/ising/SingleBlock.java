package org.spinspike.ising;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Gram;
import org.spinspike.math.special.SingleTanh;

/** Products in single precision, summed over blocks in double. */
final class SingleBlock implements SpinBlock {
    /** Rows summed in single precision before double takes over. */
    private static final int ROWS = 16;

    private final int neurons;
    private final float[] couplings, h, s, t, c, d, few;
    private final double[] now, past, doubleC, doubleD;

    SingleBlock(IsingNetwork network) {
        int n = neurons = network.neurons();
        couplings = single(network.couplings());
        h = new float[n];
        s = new float[TRIALS * n];
        t = new float[TRIALS * n];
        c = new float[n * n];
        d = new float[n * n];
        few = new float[n];
        now = new double[n];
        past = new double[n];
        doubleC = new double[n * n];
        doubleD = new double[n * n];
    }

    /** @return memory of one, bytes */
    static long bytes(int neurons) { return 4L * neurons * (2 * TRIALS + 7 * neurons); }

    @Override public void step(double[] field, PackedSpins spins, int first, int trials, RandomGenerator random, MomentSums sums) {
        int n = neurons;
        for (int i = 0; i < n; i++) h[i] = (float) field[i];
        spins.unpack(first, trials, s);
        Gemm.nt(trials, n, n, s, 0, n, couplings, 0, n, 0, t, 0, n);
        for (int k = 0; k < trials; k++) SingleTanh.ofSum(t, k * n, h);
        spins.draw(first, trials, t, random);
        if (sums == null) return;
        Gram.lower(trials, n, t, 0, c);
        Gemm.tn(n, n, trials, t, 0, n, s, 0, n, 0, d, 0, n);
        columns(t, trials, now);
        columns(s, trials, past);
        widen(c, doubleC);
        widen(d, doubleD);
        sums.add(now, past, doubleC, doubleD, trials);
    }

    private void columns(float[] x, int rows, double[] sum) {
        Arrays.fill(sum, 0);
        for (int from = 0; from < rows; from += ROWS) {
            Arrays.fill(few, 0);
            for (int e = from * neurons; e < Math.min(rows, from + ROWS) * neurons; e += neurons) for (int i = 0; i < neurons; i++) few[i] += x[e + i];
            for (int i = 0; i < neurons; i++) sum[i] += few[i];
        }
    }

    private static void widen(float[] x, double[] out) { for (int e = 0; e < x.length; e++) out[e] = x[e]; }

    private static float[] single(double[] x) {
        float[] out = new float[x.length];
        for (int e = 0; e < x.length; e++) out[e] = (float) x[e];
        return out;
    }
}
