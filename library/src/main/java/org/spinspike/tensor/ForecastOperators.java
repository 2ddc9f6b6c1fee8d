package org.spinspike.tensor;

import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What a forecast asks of the past, the same for all trials: for neuron i in bin t and the last known bin before it, the symmetric matrix
 *
 * <pre>Q = sum over all bits between of A .. A[s_i = 1] A[s_i = 1]' .. A',     p = v' Q v / v'v   with v the left vector of the known past</pre>
 *
 * The right of the forecast neuron sums to the identity. Pulled left once a bin and neuron: cost at most 8 h N D^3 flops each.
 */
final class ForecastOperators {
    final int neurons, horizon;
    private final double[][] stacks;                     // [bin] -> [N, D, D] at the bond where the known past ends

    ForecastOperators(Mps mps, int neurons, int bins, int horizon) {
        this(neurons, bins, horizon, t -> repeats(mps, neurons, t - horizon + 1, t), (known, t) -> stack(mps, neurons, known, t));
    }

    /**
     * @param repeats whether a bin that has a whole horizon before it is forecast by the operators of the bin before it
     * @param stack   operators at the bond before the first bin, [N, D, D], for forecasts of the second one
     */
    ForecastOperators(int neurons, int bins, int horizon, IntPredicate repeats, Stack stack) {
        this.neurons = neurons;
        this.horizon = horizon;
        this.stacks = new double[bins][];
        IntStream.range(0, bins).parallel().filter(t -> t < horizon || !repeats.test(t)).forEach(t -> stacks[t] = stack.of(known(t), t));
        for (int t = 1; t < bins; t++) if (stacks[t] == null) stacks[t] = stacks[t - 1];
    }

    @FunctionalInterface interface Stack { double[] of(int known, int t); }

    /** Whether bins known..t have the very cores of those one bin before them: in a tied chain all but the first ones do. */
    private static boolean repeats(Mps mps, int neurons, int known, int t) {
        for (int l = known * neurons; l < (t + 1) * neurons; l++) if (mps.entries(l) != mps.entries(l - neurons)) return false;
        return true;
    }

    /** @return the bin whose beginning is the last moment known when bin t is forecast */
    int known(int t) { return Math.max(0, t - horizon + 1); }

    /** @return the operators of bin t, [N, D, D] */
    double[] of(int t) { return stacks[t]; }

    private static double[] stack(Mps mps, int neurons, int known, int t) {
        int last = (t + 1) * neurons - 1, first = known * neurons, largest = mps.largestBond();
        double[] q = new double[neurons * largest * largest], next = q.clone(), work = new double[2 * largest * largest], identity = new double[largest * largest];
        int pulled = 0;                                  // operators under way: neurons N-1 down to N-pulled, in that order
        for (int l = last; l >= first; l--) {
            double[] core = mps.entries(l);
            int dl = mps.bond(l), dr = mps.bond(l + 1);
            for (int n = 0; n < pulled; n++) Densities.pull(core, dl, dr, Densities.HIDDEN, q, n * dr * dr, next, n * dl * dl, work);
            if (l >= t * neurons) {
                Densities.identity(identity, 0, dr);
                Densities.pull(core, dl, dr, (byte) 1, identity, 0, next, pulled * dl * dl, work);
                pulled++;
            }
            double[] swap = q;
            q = next;
            next = swap;
        }
        int d = mps.bond(first);
        double[] out = new double[neurons * d * d];
        for (int i = 0; i < neurons; i++) System.arraycopy(q, (neurons - 1 - i) * d * d, out, i * d * d, d * d);
        return out;
    }
}
