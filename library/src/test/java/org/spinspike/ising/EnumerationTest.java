package org.spinspike.ising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.NumericalException;

class EnumerationTest {
    /** Neuron 1 drives neuron 0 and nothing else drives anything. */
    private static final IsingNetwork ONE_WAY = new IsingNetwork(new double[] {.5, -.25}, new double[] {0, .75, 0, 0});

    private static List<Enumeration.Step> steps(Protocol protocol) {
        var steps = new ArrayList<Enumeration.Step>();
        Enumeration.run(protocol, steps::add);
        return steps;
    }

    private static double mean(double[] x) { return Arrays.stream(x).average().orElseThrow(); }

    /** The arrays of a golden file end in time: those of step t = 1.. as a flat array. */
    static double[] at(NamedArrays golden, String name, int step) {
        double[] all = golden.doubles(name), out = new double[all.length / 16];
        Arrays.setAll(out, e -> all[e * 16 + step - 1]);
        return out;
    }

    static NamedArrays golden(String name) { return Npz.read(Path.of("src/test/resources/golden/ising", "forward_" + name + "_T16.npz")); }

    @Test void aOneWayCouplingGivesTheMomentsWorkedOutByHand() {
        List<Enumeration.Step> steps = steps(Protocol.of(ONE_WAY, 2));
        SpinMoments first = steps.get(0).moments(), second = steps.get(1).moments();
        double m0 = Math.tanh(1.25), m1 = Math.tanh(-.25);
        assertThat(first.m()).containsExactly(new double[] {m0, m1}, within(1e-15));
        assertThat(first.c()).containsExactly(new double[] {1 - m0 * m0, 0, 0, 1 - m1 * m1}, within(1e-15));
        assertThat(first.d()).containsExactly(new double[4], within(1e-15));
        double up = (1 + m1) / 2, mean = up * Math.tanh(1.25) + (1 - up) * Math.tanh(-.25);
        double driven = up * Math.tanh(1.25) - (1 - up) * Math.tanh(-.25) - mean * m1;            // E s_0(2) s_1(1) - m_0 m_1
        assertThat(second.m()).containsExactly(new double[] {mean, m1}, within(1e-15));
        assertThat(second.c()).containsExactly(new double[] {1 - mean * mean, 0, 0, 1 - m1 * m1}, within(1e-15));
        assertThat(second.d()).containsExactly(new double[] {0, driven, 0, 0}, within(1e-15));
        assertThat(driven).isGreaterThan(.3);
    }

    /** Every path of two steps, its probability times its log-ratio: nothing of the product form is used. */
    @Test void flowAndEntropiesAreThoseOfAllPathsListed() {
        var network = new IsingNetwork(new double[] {.3, -.2, .1}, new double[] {.2, .9, -.4, 0, .1, .7, -.8, .3, 0});
        var protocol = new Protocol(network, new double[] {.4, -1, .2}, 2, new double[] {.5, .1, -.3, -.6, .2, .9});
        double forward = 0, reverse = 0;
        for (int a = 0; a < 8; a++) for (int b = 0; b < 8; b++) for (int c = 0; c < 8; c++) {
            double path = 1;
            for (int i = 0; i < 3; i++) path *= (1 + spin(a, i) * protocol.start()[i]) / 2;
            path *= Math.exp(logTransition(protocol, 1, a, b) + logTransition(protocol, 2, b, c));
            forward -= path * logTransition(protocol, 2, b, c);
            reverse -= path * logTransition(protocol, 2, c, b);
        }
        Enumeration.Step last = steps(protocol).get(1);
        assertThat(last.forwardEntropy()).isCloseTo(forward, within(1e-14));
        assertThat(last.reverseEntropy()).isCloseTo(reverse, within(1e-14));
        assertThat(last.flow()).isCloseTo(reverse - forward, within(1e-14));
    }

    private static int spin(int state, int i) { return 2 * (state >> i & 1) - 1; }

    private static double logTransition(Protocol protocol, int step, int from, int to) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double h = protocol.field(step)[i];
            for (int j = 0; j < 3; j++) h += protocol.network().couplings()[i * 3 + j] * spin(from, j);
            sum += -Math.log(1 + Math.exp(-2 * spin(to, i) * h));
        }
        return sum;
    }

    @ParameterizedTest @CsvSource({"N10_Js0.1_b1.0,.582802017652,.123894412663,.090213139586,.050161058160", "N10_Js0.5_b1.0,.108134193008,.130564441625,.079007117983,2.003493075177",
        "N10_Js0.5_b1.3,.040719940208,.353415600911,.318880031239,1.682003831338"})
    void goldenNetworksHaveTheirGoldenMoments(String name, double m, double c, double d, double sigma) {
        NamedArrays golden = golden(name);
        IsingNetwork network = IsingNetwork.read(golden);
        List<Enumeration.Step> steps = steps(Protocol.of(network, 16));
        for (Enumeration.Step s : steps) {
            assertThat(s.moments().m()).containsExactly(at(golden, "exact_m", s.step()), within(1e-12));
            assertThat(s.moments().c()).containsExactly(at(golden, "exact_C", s.step()), within(1e-12));
            assertThat(s.moments().d()).containsExactly(at(golden, "exact_D", s.step()), within(1e-12));
            assertThat(s.forwardEntropy()).isCloseTo(at(golden, "exact_Sforward", s.step())[0], within(1e-12));
            assertThat(s.reverseEntropy()).isCloseTo(at(golden, "exact_Sreverse", s.step())[0], within(1e-12));
            assertThat(s.flow()).isCloseTo(at(golden, "exact_sigma", s.step())[0], within(1e-12));
        }
        SpinMoments last = steps.get(15).moments();
        assertThat(new double[] {mean(last.m()), mean(last.c()), mean(last.d()), EntropyFlow.stationary(network, last).total()})
                .containsExactly(new double[] {m, c, d, sigma}, within(1e-10));
    }

    @Test void inTheSteadyStateTheFlowIsTheSumOverPairs() {
        var network = new IsingNetwork(new double[] {.3, -.2, .1}, new double[] {.2, .9, -.4, 0, .1, .7, -.8, .3, 0});
        Enumeration.Step steady = Enumeration.stationary(network);
        EntropyFlow production = EntropyFlow.stationary(network, steady.moments());
        assertThat(production.total()).isCloseTo(steady.flow(), within(1e-12)).isGreaterThan(.5);
        for (int i = 0; i < 3; i++) assertThat(production.byNeuron()[i]).isCloseTo(steady.reverse()[i] - steady.forward()[i], within(1e-12));
        assertThat(steps(Protocol.of(network, 200)).get(199).moments().d()).containsExactly(steady.moments().d(), within(1e-12));
    }

    @Test void symmetricCouplingsProduceNoEntropyInTheSteadyState() {
        var network = new IsingNetwork(new double[] {.3, -.2, .1}, new double[] {.2, .9, -.8, .9, .1, .5, -.8, .5, 0});
        assertThat(Enumeration.stationary(network).flow()).isCloseTo(0, within(1e-12));
        assertThat(steps(Protocol.of(network, 1)).get(0).flow()).as("but on the way there something flows").isGreaterThan(.3);
    }

    @Test void withoutCouplingsNeuronsAreIndependentAndAtBetaZeroUniform() {
        IsingNetwork free = new IsingNetwork(new double[] {.5, -1}, new double[4]);
        SpinMoments last = steps(Protocol.of(free, 3)).get(2).moments();
        assertThat(last.m()).containsExactly(new double[] {Math.tanh(.5), Math.tanh(-1)}, within(1e-15));
        assertThat(last.c()[1]).isCloseTo(0, within(1e-15));
        assertThat(last.d()).containsExactly(new double[4], within(1e-15));
        Enumeration.Step hot = steps(Protocol.of(ONE_WAY.scaled(0), 2)).get(1);
        assertThat(hot.moments().m()).containsExactly(new double[2], within(1e-15));
        assertThat(hot.forwardEntropy()).isCloseTo(2 * Math.log(2), within(1e-15));
        assertThat(hot.flow()).isCloseTo(0, within(1e-15));
    }

    @Test void hardFieldsStayFinite() {
        var frozen = new IsingNetwork(new double[] {800, -800}, new double[] {0, 900, 0, 0});
        Enumeration.Step last = steps(Protocol.of(frozen, 3)).get(2);
        assertThat(last.moments().m()).containsExactly(-1, -1);
        assertThat(last.forwardEntropy()).isZero();
        assertThat(last.flow()).isZero();
    }

    @Test void whatCannotBeEnumeratedIsSaid() {
        var large = new IsingNetwork(new double[15], new double[225]);
        assertThatThrownBy(() -> Enumeration.stationary(large)).hasMessage("neurons to enumerate must be in 1..14, got 15");
        var swinging = new IsingNetwork(new double[2], new double[] {0, -20, -20, 0});
        assertThatThrownBy(() -> steps(new Protocol(swinging, new double[] {1.5, 0}, 1, null))).hasMessage("the initial mean of neuron 0 must be in -1.0..1.0, got 1.5");
        assertThatThrownBy(() -> steps(new Protocol(swinging, new double[2], 2, new double[2]))).hasMessage("fields over time must be 2 steps x 2 neurons, got 2 values");
        assertThatThrownBy(() -> Enumeration.stationary(new IsingNetwork(new double[] {1e-3, 0}, new double[] {0, 9, 9, 0}))).isInstanceOf(NumericalException.class).hasMessageContaining("no steady state after 100000 steps");
    }
}
