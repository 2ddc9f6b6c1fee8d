package org.spinspike.ising;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.math.linalg.Gram;
import org.spinspike.math.special.Tanh;

/** Everything in double precision: half the speed of {@link SingleBlock}, and its judge. It draws the same spins, but where rounding turns one. */
final class DoubleBlock implements SpinBlock {
    private final int neurons;
    private final double[] couplings, s, t, c, d, now, past;

    DoubleBlock(IsingNetwork network) {
        int n = neurons = network.neurons();
        couplings = network.couplings();
        s = new double[TRIALS * n];
        t = new double[TRIALS * n];
        c = new double[n * n];
        d = new double[n * n];
        now = new double[n];
        past = new double[n];
    }

    @Override public void step(double[] field, PackedSpins spins, int first, int trials, RandomGenerator random, MomentSums sums) {
        int n = neurons;
        spins.unpack(first, trials, s);
        Gemm.nt(trials, n, n, s, 0, n, couplings, 0, n, 0, t, 0, n);
        for (int k = 0; k < trials; k++) for (int i = 0; i < n; i++) t[k * n + i] += field[i];
        Tanh.of(t, trials * n, t);
        spins.draw(first, trials, t, random);
        if (sums == null) return;
        Gram.lower(trials, n, t, 0, c);
        Gemm.tn(n, n, trials, t, 0, n, s, 0, n, 0, d, 0, n);
        columns(t, trials, now);
        columns(s, trials, past);
        sums.add(now, past, c, d, trials);
    }

    private static void columns(double[] x, int rows, double[] sum) {
        Arrays.fill(sum, 0);
        for (int k = 0, e = 0; k < rows; k++, e += sum.length) for (int i = 0; i < sum.length; i++) sum[i] += x[e + i];
    }
}
