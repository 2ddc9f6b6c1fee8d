package org.spinspike.app.reproduction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.spinspike.io.Npy;
import org.spinspike.io.Npz;
import org.spinspike.math.Seed;
import org.spinspike.math.special.Logistic;
import org.spinspike.spikes.SpikeTrains;

/** The law behind the reproductions: its likelihood against NumPy's, against sums over all paths of the state, and by hand; its samples against it. */
class UpDownNetworkTest {
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "tensor");
    /** Asymmetric in everything: neuron 0 drives neuron 1, and the state stays up longer than down. */
    private static final UpDownNetwork PAIR = new UpDownNetwork(new double[] {-1, -.4}, new double[] {1.7, .3}, new double[] {.2, -.9, 1.3, .5},
            new double[] {.6, .4, .1, .9}, new double[] {.3, .7});

    @Test void theNumbersAreThoseOfTheGoldenRecording() {
        var golden = Npz.read(GOLDEN.resolve("spk8x10_model.npz"));
        UpDownNetwork law = UpDownNetwork.ofEightNeurons();
        assertThat(law.b()).isEqualTo(golden.doubles("b"));
        assertThat(law.c()).isEqualTo(golden.doubles("c"));
        assertThat(law.w()).usingComparator((x, y) -> java.util.Arrays.equals(plus(x), plus(y)) ? 0 : 1).isEqualTo(golden.doubles("W"));
        assertThat(law.p()).isEqualTo(golden.doubles("P"));
        assertThat(law.pi()).isEqualTo(golden.doubles("pi"));
    }

    /** Without the sign of zeros. */
    private static double[] plus(double[] values) { return java.util.Arrays.stream(values).map(v -> v + 0.).toArray(); }

    @Test void theLikelihoodIsThatOfTheGoldenRecording() {
        byte[] bits = (byte[]) Npy.read(GOLDEN.resolve("spk8x10_test.npy")).data();
        SpikeTrains data = SpikeTrains.generate(bits.length / 80, 10, 8, (k, t, i) -> bits[(k * 10 + t) * 8 + i] == 1);
        double[] expected = Npy.read(GOLDEN.resolve("spk8x10_true_loglik_test.npy")).doubles(), logP = UpDownNetwork.ofEightNeurons().logProbability(data);
        assertThat(logP).hasSameSizeAs(expected);
        for (int k = 0; k < logP.length; k++) assertThat(logP[k]).isCloseTo(expected[k], within(1e-10));
    }

    /** One neuron, b = -ln 3, c = ln 9, W = ln 2: rates 1/4 and 3/4, after a spike 2/5 and 6/7; the trial 1, 0 by all four paths of the state. */
    @Test void twoBinsOfOneNeuronByHand() {
        var one = new UpDownNetwork(new double[] {-Math.log(3)}, new double[] {Math.log(9)}, new double[] {Math.log(2)}, new double[] {.8, .2, .4, .6}, new double[] {.5, .5});
        double byHand = .5 / 4 * (.8 * 3 / 5 + .2 / 7) + .5 * 3 / 4 * (.4 * 3 / 5 + .6 / 7);
        assertThat(one.logProbability(SpikeTrains.generate(1, 2, 1, (k, t, i) -> t == 0))[0]).isCloseTo(Math.log(byHand), within(1e-14));
    }

    @Test void theLikelihoodIsTheSumOverAllPathsOfTheState() {
        SpikeTrains words = all(3);
        double[] logP = PAIR.logProbability(words);
        double sum = 0;
        for (int k = 0; k < logP.length; k++) {
            double p = 0;
            for (int path = 0; path < 8; path++) p += joint(words, k, path);
            assertThat(Math.exp(logP[k])).isCloseTo(p, within(1e-15));
            sum += p;
        }
        assertThat(sum).isCloseTo(1, within(1e-13));
    }

    /** p(trial, path), bit t of the path being the state of bin t. */
    private static double joint(SpikeTrains words, int k, int path) {
        double p = PAIR.pi()[path & 1];
        for (int t = 0; t < 3; t++) {
            int z = path >> t & 1;
            if (t > 0) p *= PAIR.p()[2 * (path >> t - 1 & 1) + z];
            for (int i = 0; i < 2; i++) {
                double input = PAIR.b()[i] + z * PAIR.c()[i];
                for (int j = 0; t > 0 && j < 2; j++) if (words.fires(k, t - 1, j)) input += PAIR.w()[2 * i + j];
                double rate = Logistic.sigmoid(input);
                p *= words.fires(k, t, i) ? rate : 1 - rate;
            }
        }
        return p;
    }

    /** Every trial of two neurons; bit 2t + i of its number is neuron i in bin t. */
    private static SpikeTrains all(int bins) { return SpikeTrains.generate(1 << 2 * bins, bins, 2, (k, t, i) -> (k >> 2 * t + i & 1) == 1); }

    @Test void samplesFollowTheLaw() {
        int trials = 40_000;
        double[] logP = PAIR.logProbability(all(2));
        int[] count = new int[logP.length];
        SpikeTrains sample = PAIR.sample(trials, 2, .01, new Seed(4));
        for (int k = 0; k < trials; k++) {
            int word = 0;
            for (int t = 0; t < 2; t++) for (int i = 0; i < 2; i++) if (sample.fires(k, t, i)) word |= 1 << 2 * t + i;
            count[word]++;
        }
        for (int w = 0; w < count.length; w++) {
            double p = Math.exp(logP[w]);
            assertThat(count[w]).as("word " + w).isCloseTo((int) (trials * p), within((int) (4 * Math.sqrt(trials * p * (1 - p)))));
        }
    }
}
