package org.spinspike.app.reproduction;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.spinspike.app.task.Json;
import org.spinspike.math.Chunks;
import org.spinspike.math.Require;
import org.spinspike.math.Seed;
import org.spinspike.math.special.Logistic;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.Neurons;
import org.spinspike.spikes.SpikeTrains;

/**
 * Neurons with directed couplings from bin to bin under a hidden state that is up or down: a law that no family of ours holds, but whose likelihood is known.
 *
 * <pre>P(s_ti = 1 | z_t, s_(t-1)) = sigmoid(b_i + c_i z_t + sum_j W_ij s_(t-1)j),   z_0 ~ pi,   z_t ~ P[z_(t-1), .],   s_(-1) = 0</pre>
 *
 * @param b  input in the down state, [N]
 * @param c  more of it in the up state, [N]
 * @param w  W, row-major [N, N]: what neuron j (column) does to neuron i (row) in the next bin
 * @param p  P, moves of the state, row-major [2, 2], row = from
 * @param pi law of the first state, [2]. None is copied.
 */
record UpDownNetwork(double[] b, double[] c, double[] w, double[] p, double[] pi) {
    private static final int TRIALS_PER_CHUNK = 256;

    UpDownNetwork {
        Require.length("c", c, b.length);
        Require.length("W", w, b.length * b.length);
        Require.length("P", p, 4);
        Require.length("pi", pi, 2);
    }

    /** The network of eight neurons by which Born machines are judged; where its numbers come from stands in the file. */
    static UpDownNetwork ofEightNeurons() {
        try (InputStream in = UpDownNetwork.class.getResourceAsStream("up-down-network.json")) {
            Map<String, Object> numbers = Json.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            return new UpDownNetwork(array(numbers, "b"), array(numbers, "c"), array(numbers, "W"), array(numbers, "P"), array(numbers, "pi"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] array(Map<String, Object> numbers, String name) {
        return ((List<?>) numbers.get(name)).stream().mapToDouble(number -> ((Number) number).doubleValue()).toArray();
    }

    int neurons() { return b.length; }

    /** Trial k draws from {@code seed.child(k)}. */
    SpikeTrains sample(int trials, int bins, double binSeconds, Seed seed) {
        var builder = new SpikeTrains.Builder(Design.plain(trials, bins, binSeconds), Neurons.unnamed(neurons()));
        Chunks.forEach(trials, TRIALS_PER_CHUNK, (chunk, from, to) -> {
            boolean[] before = new boolean[neurons()], now = new boolean[neurons()];
            double[] input = new double[neurons()];
            for (int k = from; k < to; k++) {
                RandomGenerator random = seed.child(k).generator();
                java.util.Arrays.fill(before, false);
                boolean up = random.nextDouble() < pi[1];
                for (int t = 0; t < bins; t++) {
                    if (t > 0) up = random.nextDouble() < p[up ? 3 : 1];
                    inputs(before, input);
                    for (int i = 0; i < now.length; i++) {
                        now[i] = random.nextDouble() < Logistic.sigmoid(input[i] + (up ? c[i] : 0));
                        if (now[i]) builder.set(k, t, i);
                    }
                    System.arraycopy(now, 0, before, 0, now.length);
                }
            }
        });
        return builder.build();
    }

    /**
     * Exact, by the forward algorithm: the law of the state given the bins so far is carried from bin to bin and summed over. Cost T N (N + 2) a trial.
     *
     * @param data all observed
     * @return ln p of each trial, nats, [trials]
     */
    double[] logProbability(SpikeTrains data) {
        Require.length("neurons of the data", data.neurons(), neurons());
        Require.that(data.fullyObserved(), "the network judges trials without gaps only");
        double[] out = new double[data.trials()];
        Chunks.forEach(data.trials(), TRIALS_PER_CHUNK, (chunk, from, to) -> {
            boolean[] before = new boolean[neurons()];
            double[] input = new double[neurons()];
            for (int k = from; k < to; k++) {
                java.util.Arrays.fill(before, false);
                double down = pi[0], up = pi[1];
                for (int t = 0; t < data.bins(k); t++) {
                    if (t > 0) {
                        double moved = down * p[0] + up * p[2];
                        up = down * p[1] + up * p[3];
                        down = moved;
                    }
                    inputs(before, input);
                    double inDown = 0, inUp = 0;
                    for (int i = 0; i < input.length; i++) {
                        before[i] = data.fires(k, t, i);
                        inDown += Logistic.logProbability(before[i], input[i]);
                        inUp += Logistic.logProbability(before[i], input[i] + c[i]);
                    }
                    double most = Math.max(inDown, inUp);
                    down *= Math.exp(inDown - most);
                    up *= Math.exp(inUp - most);
                    double sum = down + up;
                    out[k] += most + Math.log(sum);
                    down /= sum;
                    up /= sum;
                }
            }
        });
        return out;
    }

    /** b_i + sum_j W_ij s_j of the bin before. */
    private void inputs(boolean[] before, double[] to) {
        int n = to.length;
        for (int i = 0; i < n; i++) {
            to[i] = b[i];
            for (int j = 0; j < n; j++) if (before[j]) to[i] += w[i * n + j];
        }
    }
}
