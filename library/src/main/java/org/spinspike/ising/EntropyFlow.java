package org.spinspike.ising;

import org.spinspike.math.Require;

/**
 * How far a network is from running backwards the way it runs forwards.
 *
 * <pre>sigma_i = sum_j J_ij (D_ij - D_ji),   sigma = sum_i sigma_i = sum_{i &lt; j} (J_ij - J_ji) (D_ij - D_ji)</pre>
 *
 * In the steady state this is the entropy production of a bin in nats, E ln p(s_t | s_{t-1}) - ln p(s_{t-1} | s_t), exactly, and sigma_i the part of neuron
 * i's own transitions; zero where J is symmetric. Elsewhere it is no entropy of anything: the flow of a bin has terms in H and in ln 2 cosh h as well
 * (see {@link Enumeration}, {@link SampledFlow}) and may be negative. With J held fixed its sign turns when D is transposed, as reversing time does.
 * Cost: N^2.
 *
 * @param byNeuron sigma_i, length N, nats a bin
 * @param byPair   (J_ij - J_ji) (D_ij - D_ji), row-major [N, N], symmetric, nats a bin; the diagonal is zero
 * @param total    sigma, nats a bin
 */
public record EntropyFlow(double[] byNeuron, double[] byPair, double total) {

    /** @param moments of two bins in a row; only D counts */
    public static EntropyFlow stationary(IsingNetwork network, SpinMoments moments) {
        int n = network.neurons();
        Require.length("m", moments.m(), n);
        double[] j = network.couplings(), d = moments.d(), byNeuron = new double[n], byPair = new double[n * n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            for (int l = 0; l < n; l++) {
                double turn = d[i * n + l] - d[l * n + i];
                byNeuron[i] += j[i * n + l] * turn;
                byPair[i * n + l] = (j[i * n + l] - j[l * n + i]) * turn;
            }
            total += byNeuron[i];
        }
        return new EntropyFlow(byNeuron, byPair, total);
    }
}
