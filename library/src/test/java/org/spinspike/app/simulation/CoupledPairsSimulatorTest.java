package org.spinspike.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.model.Options;
import org.spinspike.spikes.SpikeTrains;

class CoupledPairsSimulatorTest {
    private final CoupledPairsSimulator simulator = new CoupledPairsSimulator();

    private Simulation run(Map<String, String> options) { return simulator.simulate(Options.of(simulator.options(), options), new Seed(1)); }

    /** By hand, q = .3, r = .2: extra .042, so both .132 or .048, one .336 or .504, none .532 or .448; the best guess is right in (.132 + .504 + .532) / 2. */
    @Test void onePairInOneBinIsAHandCalculation() {
        double[][] law = {CoupledPairsSimulator.pair(.3, .2), CoupledPairsSimulator.pair(.3, -.2)};
        assertThat(law[0]).containsExactly(new double[] {.532, .336, .132}, within(1e-12));
        assertThat(law[1]).containsExactly(new double[] {.448, .504, .048}, within(1e-12));
        double[] known = CoupledPairsSimulator.known(1, law);
        assertThat(known[0]).isCloseTo(.584, within(1e-12));
        double bits = 0;
        for (int c = 0; c < 3; c++) {
            double mean = (law[0][c] + law[1][c]) / 2;
            bits += (law[0][c] * Math.log(law[0][c] / mean) + law[1][c] * Math.log(law[1][c] / mean)) / 2 / Math.log(2);
        }
        assertThat(known[1]).isCloseTo(bits, within(1e-12));
    }

    /** All 64 words of three draws of a pair, one by one. */
    @Test void severalDrawsAgreeWithAllWordsOneByOne() {
        double q = .4, r = .3;
        double[][] law = {CoupledPairsSimulator.pair(q, r), CoupledPairsSimulator.pair(q, -r)};
        double accuracy = 0;
        for (int word = 0; word < 64; word++) {
            double[] p = {1, 1};
            for (int d = 0; d < 3; d++) {
                int state = word >> 2 * d & 3, count = Integer.bitCount(state);
                for (int c = 0; c < 2; c++) p[c] *= count == 1 ? law[c][1] / 2 : law[c][count];
            }
            accuracy += Math.max(p[0], p[1]) / 2;
        }
        assertThat(CoupledPairsSimulator.known(3, law)[0]).isCloseTo(accuracy, within(1e-12));
    }

    @Test void withoutCorrelationNothingCanBeKnown() {
        double[] known = CoupledPairsSimulator.known(30, new double[][] {CoupledPairsSimulator.pair(.3, 0), CoupledPairsSimulator.pair(.3, 0)});
        assertThat(known[0]).isCloseTo(.5, within(1e-9));
        assertThat(known[1]).isCloseTo(0, within(1e-9));
    }

    /** 20,000 bins of two neurons, four standard errors. */
    @Test void ratesAreEqualAndCorrelationsOpposite() {
        SpikeTrains data = run(Map.of("trials", "4000", "bins", "10", "neurons", "2", "rate", "0.3", "correlation", "0.2")).data();
        for (int c = 0; c < 2; c++) {
            double both = 0, one = 0, draws = 20_000;
            for (int k = c; k < data.trials(); k += 2)
                for (int t = 0; t < 10; t++) {
                    if (data.fires(k, t, 0)) one++;
                    if (data.fires(k, t, 0) && data.fires(k, t, 1)) both++;
                }
            assertThat(one / draws).isCloseTo(.3, within(4 * Math.sqrt(.21 / draws)));
            assertThat(both / draws).isCloseTo(c == 0 ? .132 : .048, within(4 * Math.sqrt(.12 / draws)));
            assertThat(data.design().conditions().orElseThrow().get(c)).isEqualTo(c == 0 ? "together" : "apart");
        }
    }

    @Test void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> run(Map.of("neurons", "5"))).withMessageContaining("pairs");
        assertThatIllegalArgumentException().isThrownBy(() -> run(Map.of("rate", "0.1", "correlation", "0.5"))).withMessageContaining("0.111");
        assertThatIllegalArgumentException().isThrownBy(() -> run(Map.of("rate", "1"))).withMessageContaining("rate");
    }
}
