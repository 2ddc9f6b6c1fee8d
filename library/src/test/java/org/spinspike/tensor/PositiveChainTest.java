package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.baseline.HmmModel;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Seed;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/**
 * Chains of cores without negative entries, contracted once instead of squared, p(S) = A_0[s_0] .. A_(L-1)[s_(L-1)] / Z, by the kernel that moves the vectors of a
 * Born machine. A hidden Markov model is one of them, tied over bins.
 */
class PositiveChainTest {
    /** @param bits [sites][trials]; @return ln of the product, summed over an open end, of each trial */
    private static double[] contracted(Mps chain, byte[][] bits) {
        int m = bits[0].length;
        int[] exponents = new int[m];
        double[] v = new double[m], out = new double[m];
        Arrays.fill(v, 1);
        for (int l = 0; l < chain.sites(); l++) {
            int left = chain.bond(l), right = chain.bond(l + 1);
            double[] both = new double[2 * right * m];
            Propagation.bothFromLeft(chain.entries(l), left, right, v, m, both);
            v = new double[right * m];
            Propagation.take(both, right, m, right, 1, bits[l], 0, v);
            Propagation.rescale(v, right, m, exponents, 0, new double[m]);
        }
        for (int x = 0; x < m; x++) {
            double sum = 0;
            for (int b = 0; b < v.length / m; b++) sum += v[b * m + x];
            out[x] = Math.log(sum) + exponents[x] * Math.log(2);
        }
        return out;
    }

    /** The same N cores in every bin, [K, 2, K]; the first of all takes in the start. */
    private static Mps tied(double[] start, double[] move, double[] rate, int n, int bins) {
        int states = start.length;
        double[][] once = new double[n][2 * states * states], all = new double[bins * n][];
        for (int i = 0; i < n; i++)
            for (int z = 0; z < states; z++)
                for (int y = 0; y < states; y++) {
                    double goes = i == n - 1 ? move[z * states + y] : z == y ? 1 : 0;
                    once[i][2 * z * states + y] = (1 - rate[z * n + i]) * goes;
                    once[i][(2 * z + 1) * states + y] = rate[z * n + i] * goes;
                }
        for (int l = 0; l < all.length; l++) all[l] = once[l % n];
        all[0] = new double[2 * states];
        for (int z = 0; z < states; z++) for (int e = 0; e < 2 * states; e++) all[0][e] += start[z] * once[0][2 * z * states + e];
        int[] bonds = new int[all.length + 1];
        Arrays.fill(bonds, states);
        bonds[0] = 1;
        return Mps.owning(bonds, all);
    }

    private static byte[][] bits(SpikeTrains data) {
        byte[][] bits = new byte[data.bins() * data.neurons()][data.trials()];
        for (int l = 0; l < bits.length; l++) for (int k = 0; k < data.trials(); k++) bits[l][k] = (byte) (data.fires(k, l / data.neurons(), l % data.neurons()) ? 1 : 0);
        return bits;
    }

    /** Eight sites, cores drawn once; the reference listed all 256 words. */
    @Test void theContractionGivesTheReferencesProbabilities() {
        NamedArrays golden = Golden.npz("tiny_positive");
        double[] p = golden.get("p").doubles(), log = contracted(Golden.mps(golden, "A"), bits(SpikeTrains.generate(256, 4, 2, (k, t, i) -> (k >> 7 - 2 * t - i & 1) == 1)));
        double z = Arrays.stream(log).map(Math::exp).sum();
        for (int w = 0; w < 256; w++) assertThat(Math.exp(log[w]) / z / p[w]).isCloseTo(1, within(1e-12));
    }

    /** Long trials leave the range of doubles. */
    @ParameterizedTest @CsvSource({"40,7", "3,1500"})
    void theForwardAlgorithmIsThePositiveChainTiedOverBins(int trials, int bins) {
        double[] start = {.2, .7, .1}, move = {.5, .3, .2, .1, .8, .1, .25, 0, .75}, rate = {.1, .6, .3, .9, .05, .4, .7, .2, 0};
        var model = new HmmModel(start, move, rate, 3);
        SpikeTrains data = model.sample(Design.plain(trials, bins, .01), new Seed(2));
        double[] forward = model.logProbability(data), chain = contracted(tied(start, move, rate, 3, bins), bits(data));
        for (int k = 0; k < trials; k++) assertThat(chain[k] / forward[k]).isCloseTo(1, within(1e-12));
    }
}
