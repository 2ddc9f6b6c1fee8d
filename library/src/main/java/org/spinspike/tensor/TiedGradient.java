package org.spinspike.tensor;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.spinspike.math.Chunks;
import org.spinspike.math.linalg.Gemm;
import org.spinspike.spikes.SpikeTrains;

/**
 * Mean -ln p of the trials under a {@link TiedMps}, nats, and its gradient with respect to all entries at once:
 *
 * <pre>
 * d ln p / d W_i[a,s,b] = 2 sum over bins with s_(t,i) = s of v[a] y[b] / z,     z = v W_i[s] y
 * d ln p / d start[a]   = 2 y_0[a] / (start . y_0)
 * </pre>
 *
 * with v what has come from the left and y from the right, y = v_T at the open end; any scaling of either cancels. Entries are taken as free; the tangent of the
 * isometries is the caller's. v is kept at the borders of bins and recomputed inside: T D + N D doubles a trial. Cost 20 N T D^2 flops a trial, 24 D^3 a site
 * where entries are hidden. Trials are cut into chunks of a fixed size whose sums are added in order: the same bytes on any number of threads.
 */
final class TiedGradient {
    /** Trials worked on at once. */
    static final int TRIALS = 128;
    /** Sites between two looks at the size of the vectors: a factor of 2^-100 is far away. */
    private static final int LOOK = 16;

    private final SpikeTrains data;
    private final int neurons, d;

    TiedGradient(SpikeTrains data, int bond) {
        this.data = data;
        this.neurons = data.neurons();
        this.d = bond;
    }

    /**
     * @param x        start, then cores, as {@link TiedMps#isometries}. Not modified.
     * @param gradient receives the same shapes. Modified.
     * @return mean -ln p of a trial; infinite where a trial has probability 0
     */
    double at(double[][] x, double[][] gradient) {
        int trials = data.trials(), count = Chunks.count(trials, TRIALS);
        double[] nats = new double[count];
        double[][][] part = new double[count][][];
        Chunks.forEach(trials, TRIALS, (c, from, to) -> {
            part[c] = new double[x.length][];
            for (int b = 0; b < x.length; b++) part[c][b] = new double[x[b].length];
            int[] whole = MpsModel.whole(data, from, to, true);
            if (whole.length > 0) nats[c] = new Block(x, part[c], whole).run();
            for (int k : MpsModel.whole(data, from, to, false)) nats[c] += new TiedMaskedGradient(x, part[c], data, k).run();
        });
        double sum = 0;
        for (double[] g : gradient) java.util.Arrays.fill(g, 0);
        for (int c = 0; c < count; c++) {
            sum += nats[c];
            for (int b = 0; b < x.length; b++) for (int e = 0; e < x[b].length; e++) gradient[b][e] += part[c][b][e] / trials;
        }
        return sum / trials;
    }

    /** The trials sorted by length, so that those still running at a bin are the first ones. */
    static int[] longestFirst(SpikeTrains data, int[] trials) {
        return IntStream.of(trials).boxed().sorted(Comparator.comparingInt((Integer k) -> -data.bins(k)).thenComparingInt(k -> k)).mapToInt(Integer::intValue).toArray();
    }

    /** Fully observed trials, longest first, so that those still running are the first of the block. Rows over trials. */
    private final class Block {
        private final double[][] x, gradient;
        private final int[] trials;
        private final int m, bins;
        private final int[] running;                     // [bin] trials that have it
        private final double[][] border;                 // [bin] v before it, [D, m]
        private final double[][] inside;                 // [neuron] v before it, [D, m]
        private final byte[][] bits;                     // [neuron], of one bin
        private final double[] both, next, y, norms, weight;
        private final int[] exponents;

        Block(double[][] x, double[][] gradient, int[] trials) {
            this.x = x;
            this.gradient = gradient;
            this.trials = longestFirst(data, trials);
            this.m = trials.length;
            this.bins = data.bins(this.trials[0]);
            this.running = new int[bins];
            for (int k : trials) for (int t = 0; t < data.bins(k); t++) running[t]++;
            this.border = new double[bins][];
            this.inside = new double[neurons][d * m];
            this.bits = new byte[neurons][m];
            this.both = new double[2 * d * m];
            this.next = new double[d * m];
            this.y = new double[d * m];
            this.norms = new double[m];
            this.weight = new double[2 * d * m];
            this.exponents = new int[m];
        }

        double run() {
            double nats = forward();
            backward();
            return nats;
        }

        /** @return the sum of -ln p; leaves the last vector of each trial in {@code y} */
        private double forward() {
            double nats = 0;
            double[] v = new double[d * m];
            for (int a = 0; a < d; a++) java.util.Arrays.fill(v, a * m, (a + 1) * m, x[0][a]);
            for (int t = 0; t < bins; t++) {
                int r = running[t];
                border[t] = v.clone();
                read(t, r);
                java.util.Arrays.fill(exponents, 0);
                for (int i = 0; i < neurons; i++) step(v, i);
                Propagation.squaredNorms(v, d, m, norms);
                for (int k = 0; k < r; k++) nats -= Math.log(norms[k]) + 2 * exponents[k] * Math.log(2);
                normalise(v);
                int after = t + 1 < bins ? running[t + 1] : 0;
                for (int a = 0; a < d; a++) System.arraycopy(v, a * m + after, y, a * m + after, r - after);
            }
            return nats;
        }

        private void backward() {
            double[] v = new double[d * m];
            for (int t = bins - 1; t >= 0; t--) {
                int r = running[t];
                read(t, r);
                System.arraycopy(border[t], 0, v, 0, v.length);
                for (int i = 0; i < neurons; i++) {
                    System.arraycopy(v, 0, inside[i], 0, v.length);
                    step(v, i);
                }
                for (int i = neurons - 1; i >= 0; i--) pull(i, r);
            }
            for (int k = 0; k < m; k++) {
                double overlap = 0;
                for (int a = 0; a < d; a++) overlap += x[0][a] * y[a * m + k];
                for (int a = 0; a < d; a++) gradient[0][a] -= 2 * y[a * m + k] / overlap;
            }
        }

        /** v over neuron i. */
        private void step(double[] v, int i) {
            Propagation.bothFromLeft(x[i + 1], d, d, v, m, both);
            Propagation.take(both, d, m, d, 1, bits[i], 0, v);
            if (i % LOOK == LOOK - 1) Propagation.rescale(v, d, m, exponents, 0, norms);
        }

        /** y over neuron i of the r trials that are running, and what the neuron's core gains by it. */
        private void pull(int i, int r) {
            double[] v = inside[i];
            Propagation.bothFromRight(x[i + 1], d, d, y, m, both);
            Propagation.take(both, d, m, 1, 2, bits[i], 0, next);
            java.util.Arrays.fill(norms, 0);
            for (int a = 0; a < d; a++) for (int k = 0, row = a * m; k < r; k++) norms[k] += v[row + k] * next[row + k];
            for (int k = 0; k < r; k++) norms[k] = -2 / norms[k];
            for (int a = 0; a < d; a++)
                for (int k = 0, row = a * m, zero = 2 * a * m, one = zero + m; k < m; k++) {
                    double w = k < r ? v[row + k] * norms[k] : 0;
                    weight[zero + k] = bits[i][k] == 0 ? w : 0;
                    weight[one + k] = bits[i][k] == 0 ? 0 : w;
                }
            Gemm.nt(2 * d, d, m, weight, 0, m, y, 0, m, 1, gradient[i + 1], 0, d);      // (a s) [x] x b [x] -> (a s) b
            for (int a = 0; a < d; a++) System.arraycopy(next, a * m, y, a * m, r);
            if (i % LOOK == 0) Propagation.rescale(y, d, m, exponents, 0, norms);
        }

        private void read(int t, int r) {
            for (int i = 0; i < neurons; i++) for (int k = 0; k < m; k++) bits[i][k] = k < r && data.fires(trials[k], t, i) ? (byte) 1 : 0;
        }

        private void normalise(double[] v) {
            for (int k = 0; k < m; k++) norms[k] = norms[k] > 0 ? 1 / Math.sqrt(norms[k]) : 0;
            for (int a = 0; a < d; a++) for (int k = 0, row = a * m; k < m; k++) v[row + k] *= norms[k];
        }
    }
}
