package org.spinspike.ising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.special.Logistic;

class IsingNetworkTest {
    /** Neuron 1 drives neuron 0 and nothing else drives anything. */
    private static final IsingNetwork ONE_WAY = new IsingNetwork(new double[] {.5, -.25}, new double[] {0, .75, 0, 0});

    @Test void bitsFollowTheSameLawAsSpins() {
        assertThat(ONE_WAY.bitFields()).containsExactly(2 * .5 - 2 * .75, -.5);
        assertThat(ONE_WAY.bitCouplings()).containsExactly(0, 3, 0, 0);
        double afterSpike = 1 / (1 + Math.exp(-2 * (.5 + .75))), afterSilence = 1 / (1 + Math.exp(-2 * (.5 - .75)));
        assertThat(Logistic.sigmoid(ONE_WAY.bitFields()[0] + ONE_WAY.bitCouplings()[1])).isCloseTo(afterSpike, within(1e-15));
        assertThat(Logistic.sigmoid(ONE_WAY.bitFields()[0])).isCloseTo(afterSilence, within(1e-15));
    }

    @Test void mapToBitsAndBackIsTheSameNetwork() {
        IsingNetwork back = IsingNetwork.ofBits(ONE_WAY.bitFields(), ONE_WAY.bitCouplings());
        assertThat(back.fields()).containsExactly(ONE_WAY.fields(), within(1e-15));
        assertThat(back.couplings()).containsExactly(ONE_WAY.couplings(), within(1e-15));
    }

    @Test void betaScalesFieldsAndCouplings() {
        assertThat(ONE_WAY.scaled(2).fields()).containsExactly(1, -.5);
        assertThat(ONE_WAY.scaled(2).couplings()).containsExactly(0, 1.5, 0, 0);
        assertThat(ONE_WAY.scaled(0).couplings()).containsOnly(0);
    }

    @Test void whatIsNotANetworkIsNamed() {
        assertThatThrownBy(() -> IsingNetwork.read(new NamedArrays().put("H", new double[2], 2).put("J", new double[6], 2, 3)))
                .hasMessage("J must be square, neurons x neurons (row i = input to i); its shape is [2, 3]");
        assertThatThrownBy(() -> IsingNetwork.read(new NamedArrays().put("H", new double[3], 3).put("J", new double[4], 2, 2)))
                .hasMessage("H must have one entry a neuron: J is of 2 neurons, H of 3");
        assertThatThrownBy(() -> new IsingNetwork(new double[2], new double[] {0, 0, Double.NaN, 0})).hasMessage("J[1,0] must be finite, got NaN");
        assertThatThrownBy(() -> new IsingNetwork(new double[] {0, Double.POSITIVE_INFINITY}, new double[4])).hasMessage("H[1] must be finite, got Infinity");
        assertThatThrownBy(() -> new IsingNetwork(new double[] {0}, new double[] {Double.NaN})).hasMessage("J[0,0] must be finite, got NaN");
    }

    @Test void inputsBeyondSenseAreRefusedByTheNameOfTheFactor() {
        var network = new IsingNetwork(new double[] {.5, -1}, new double[] {0, -.75, 2, 3});
        assertThat(network.largestInput()).as("1 + 2 + 3").isEqualTo(6);
        network.requireInputs("beta", 1e4 / 6);
        assertThatThrownBy(() -> network.requireInputs("beta 2000", 2000)).hasMessage("beta 2000 takes the input of a neuron, |H_i| + sum_j |J_ij|, to 1.20e+04; at most 10000 is run: from 20 on every spin is decided");
    }
}
