package org.spinspike.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was seen of a trial, by vectors where all of a subtree is known, against Gram matrices at every node. */
class SeenTreeTest {
    private static double[] seen(TreeMps net, byte[] bits, double[] angles) {
        int bins = bits.length / net.neurons();
        double[] out = new double[bins];
        new SeenTree(net, new HiddenPast(net, bins)).logProbabilityByBin(bits, angles, out, 0);
        return out;
    }

    /** Every way to hide, show as silence or show as a spike each of the four neurons in bin 1, beside what random bins around it hold, leaves turned or not. */
    @ParameterizedTest @ValueSource(strings = {"tied", "isom"})
    void anyMaskGivesWhatGramMatricesGive(String name) {
        TreeMps net = TreeMpsTest.golden(name);
        var random = new SplittableRandom(4);
        for (int way = 0; way < 81; way++) {
            byte[] bits = new byte[12];
            for (int l = 0; l < 12; l++) bits[l] = (byte) random.nextInt(3);
            for (int i = 0, rest = way; i < 4; i++, rest /= 3) bits[4 + i] = (byte) (rest % 3);
            if (way % 3 == 0) for (int i = 0; i < 4; i++) bits[way % 2 == 0 ? i : 8 + i] = Densities.HIDDEN;       // nothing before, or nothing behind
            double[] plain = new double[3], angles = way < 40 ? null : random.doubles(12, -1, 1).toArray();
            new MaskedTree(net, bits, angles).logProbabilityByBin(plain, 0);
            assertThat(seen(net, bits, angles)).as("way " + way).containsExactly(plain, within(1e-12));
        }
    }

    /** Two neurons that fire together: one alone cannot be, nor can what follows. */
    @Test void theImpossibleIsImpossible() {
        double[] node = {1, 0, 0, 0, 0, 0, 0, 1}, core = {.6, 0, 0, .8, 0, 1, 0, 0};
        var net = new TreeMps(NeuronTree.balanced(new int[] {0, 1}), new int[] {2, 2, 2}, new int[] {2, 2}, new double[] {1, 0}, new double[][][] {{node}}, new double[][] {core});
        byte h = Densities.HIDDEN;
        assertThat(seen(net, new byte[] {1, 0, h, 0}, null)).containsExactly(Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
        assertThat(seen(net, new byte[] {1, h, h, 0}, null)).containsExactly(new double[] {Math.log(.64), 0}, within(1e-15));
        assertThat(seen(net, new byte[] {h, h, h, 1}, null)).as("after silence (.36) it fires with .64").containsExactly(new double[] {0, Math.log(.36 * .64)}, within(1e-15));
        assertThat(seen(net, new byte[] {h, h, h, h}, null)).containsExactly(0, 0);
    }
}
