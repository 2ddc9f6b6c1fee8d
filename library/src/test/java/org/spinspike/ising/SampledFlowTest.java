package org.spinspike.ising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.spinspike.ising.EnumerationTest.at;
import static org.spinspike.ising.EnumerationTest.golden;
import static org.spinspike.model.ModelContract.on;

import java.util.ArrayList;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;

class SampledFlowTest {
    private static final IsingNetwork SMALL = new IsingNetwork(new double[] {.3, -.2, .1}, new double[] {.2, .9, -.4, 0, .1, .7, -.8, .3, 0});
    private static final Protocol DRIVEN = new Protocol(SMALL, new double[] {.4, -1, .2}, 3, new double[] {.5, .1, -.3, -.6, .2, .9, .1, .1, 0});

    private static SampledFlow flow(Protocol protocol, int trials, long seed) { return SampledFlow.of(protocol, trials, new Seed(seed), Progress.SILENT); }

    /** One neuron that drives itself, from +1: h = H + J, g = H + J s. */
    @Test void oneStepOfOneNeuronIsWorkedOutByHand() {
        SampledFlow flow = flow(Protocol.of(new IsingNetwork(new double[] {.25}, new double[] {.5}), 1), 100_000, 1);
        double up = 1 / (1 + Math.exp(-1.5)), forward = -up * Math.log(up) - (1 - up) * Math.log(1 - up);
        double reverse = -up * Math.log(up) - (1 - up) * Math.log(1 / (1 + Math.exp(.5)));          // back to +1 from +1, and from -1
        assertThat(flow.forward()[0]).as("the same in every trial").isCloseTo(forward, within(1e-12));
        assertThat(flow.reverse()[0]).isCloseTo(reverse, within(5 * flow.flowError()[0]));
        double scatter = Math.sqrt(up * (1 - up)) * Math.abs(Math.log(up) - Math.log(1 / (1 + Math.exp(.5))));
        assertThat(flow.flowError()[0]).isCloseTo(scatter / Math.sqrt(100_000), within(1e-5));
    }

    @Test void goldenNetworksHaveTheirExactFlow() {
        NamedArrays golden = golden("N10_Js0.5_b1.0");
        SampledFlow flow = flow(Protocol.of(IsingNetwork.read(golden), 16), 20_000, 2);
        double mean = 0;
        for (int t = 0; t < 16; t++) {
            double exact = at(golden, "exact_sigma", t + 1)[0];
            mean += exact / 16;
            assertThat(flow.flow()[t]).isCloseTo(exact, within(5 * flow.flowError()[t]));
            assertThat(flow.forward()[t]).isCloseTo(at(golden, "exact_Sforward", t + 1)[0], within(5 * flow.flowError()[t]));
            assertThat(Arrays.stream(flow.byNeuron(), 10 * t, 10 * t + 10).sum()).isCloseTo(flow.flow()[t], within(1e-10));
        }
        assertThat(flow.flow()[0]).as("never cut off at zero").isNegative();
        assertThat(flow.mean()).isCloseTo(mean, within(5 * flow.meanError()));
        assertThat(flow.meanError()).isLessThan(flow.flowError()[15]);
    }

    @Test void neuronsAndFieldsOverTimeFollowTheEnumeration() {
        var exact = new ArrayList<Enumeration.Step>();
        Enumeration.run(DRIVEN, exact::add);
        SampledFlow flow = flow(DRIVEN, 100_000, 3);
        for (int t = 0; t < 3; t++) {
            assertThat(flow.flow()[t]).isCloseTo(exact.get(t).flow(), within(5 * flow.flowError()[t]));
            assertThat(flow.reverse()[t]).isCloseTo(exact.get(t).reverseEntropy(), within(5 * flow.flowError()[t]));
            for (int i = 0; i < 3; i++)
                assertThat(flow.byNeuron()[3 * t + i]).isCloseTo(exact.get(t).reverse()[i] - exact.get(t).forward()[i], within(5 * 2 / Math.sqrt(100_000)));
        }
    }

    @Test void stepsLeftOutAreInNoMean() {
        SampledFlow all = flow(DRIVEN, 5000, 7), last = SampledFlow.of(DRIVEN, 2, 5000, new Seed(7), Progress.SILENT);
        assertThat(last.flow()).isEqualTo(all.flow());
        assertThat(last.mean()).isEqualTo(all.flow()[2]);
        assertThat(last.meanError()).isCloseTo(all.flowError()[2], within(1e-15));
    }

    @Test void symmetricCouplingsHaveNoFlowOnceStationary() {
        var symmetric = new IsingNetwork(new double[] {.3, -.2, .1}, new double[] {.2, .5, -.4, .5, .1, .3, -.4, .3, 0});
        SampledFlow flow = flow(Protocol.of(symmetric, 30), 20_000, 4);
        for (int t = 20; t < 30; t++) assertThat(Math.abs(flow.flow()[t])).isLessThan(4 * flow.flowError()[t]);
    }

    /** A raster and itself read backwards, the same J: the sum over pairs turns its sign, to the last bit. */
    @Test void onReversedDataTheSumOverPairsTurnsItsSignExactly() {
        boolean[][] raster = new boolean[400][3];
        var random = new Seed(5).generator();
        for (int t = 1; t < 400; t++) for (int i = 0; i < 3; i++) {
            double h = SMALL.fields()[i];
            for (int j = 0; j < 3; j++) h += SMALL.couplings()[3 * i + j] * (raster[t - 1][j] ? 1 : -1);
            raster[t][i] = random.nextDouble() < 1 / (1 + Math.exp(-2 * h));
        }
        double forward = EntropyFlow.stationary(SMALL, lagged(raster, false)).total(), backward = EntropyFlow.stationary(SMALL, lagged(raster, true)).total();
        assertThat(forward).isGreaterThan(.5);
        assertThat(backward).isEqualTo(-forward);
    }

    private static SpinMoments lagged(boolean[][] raster, boolean reversed) {
        int last = raster.length - 1;
        double[] later = new double[3], earlier = new double[3], d = new double[9];
        for (int t = 1; t <= last; t++) for (int i = 0; i < 3; i++) {
            boolean[] now = raster[reversed ? last - t : t], before = raster[reversed ? last - t + 1 : t - 1];
            later[i] += now[i] ? 1 : -1;
            earlier[i] += before[i] ? 1 : -1;
            for (int l = 0; l < 3; l++) d[3 * i + l] += now[i] == before[l] ? 1 : -1;
        }
        for (int e = 0; e < 9; e++) d[e] = d[e] / last - later[e / 3] * earlier[e % 3] / ((double) last * last);
        return new SpinMoments(later, new double[9], d);
    }

    @Test void theSameBytesOnAnyNumberOfThreads() throws Exception {
        SampledFlow one = on(1, () -> flow(DRIVEN, 70_001, 6)), three = on(3, () -> flow(DRIVEN, 70_001, 6));
        assertThat(three.flow()).isEqualTo(one.flow());
        assertThat(three.byNeuron()).isEqualTo(one.byNeuron());
        assertThat(three.meanError()).isEqualTo(one.meanError());
        assertThatThrownBy(() -> flow(DRIVEN, 1, 6)).hasMessage("trials must be at least 2, got 1");
    }
}
