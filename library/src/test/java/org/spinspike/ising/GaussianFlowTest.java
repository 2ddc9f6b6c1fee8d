package org.spinspike.ising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.spinspike.io.Npz;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.special.GaussianIntegral;

class GaussianFlowTest {
    /** From s = (+1, -1) inputs of the next bin do not scatter; those of the reversed step do. J_01 = .5, H = (.1, .2). */
    @Test void oneStepFromAKnownStateIsWorkedOutByHand() {
        var network = new IsingNetwork(new double[] {.1, .2}, new double[] {0, .5, 0, 0});
        GaussianFlow flow = GaussianFlow.of(network, network.fields(), new double[] {1, -1});
        double h0 = .1 - .5, m0 = Math.tanh(h0), m1 = Math.tanh(.2);
        assertThat(flow.m()).containsExactly(new double[] {m0, m1}, within(1e-14));
        assertThat(flow.forward()).containsExactly(new double[] {Math.log(2 * Math.cosh(h0)) - h0 * m0, Math.log(2 * Math.cosh(.2)) - .2 * m1}, within(1e-14));
        assertThat(flow.reverse()[1]).as("back to -1, which nobody else decides").isCloseTo(Math.log(2 * Math.cosh(.2)) + .2, within(1e-14));
        double g = .1 + .5 * m1, s = .5 * Math.sqrt(1 - m1 * m1), sum = 0, weight = 0;
        for (double z = -9; z < 9.001; z += .01) {
            sum += Math.exp(-z * z / 2) * Math.log(2 * Math.cosh(g + s * z));
            weight += Math.exp(-z * z / 2);
        }
        assertThat(flow.reverse()[0]).as("back to +1").isCloseTo(sum / weight - g, within(1e-12));
    }

    @Test void withoutCouplingsItIsExact() {
        var alone = new IsingNetwork(new double[] {.3, -.7}, new double[4]);
        var protocol = new Protocol(alone, new double[] {.2, -.5}, 2, new double[] {.3, -.7, 1.1, .4});
        GaussianFlow[] bins = GaussianFlow.run(protocol);
        Enumeration.run(protocol, step -> assertThat(bins[step.step() - 1].flow()).isCloseTo(step.flow(), within(1e-13)));
        double turned = .3 * (Math.tanh(.3) - .2) - .7 * (Math.tanh(-.7) + .5);
        assertThat(bins[0].flow()).as("sum H (m(t) - m(t-1))").isCloseTo(turned, within(1e-14));
    }

    /** Fields and couplings of every bin, in 0/1 variables, from 40 bins of 4 neurons. */
    @Test void goldenFlowsOfTimeVaryingNetworksAreMet() {
        NamedArrays golden = Npz.read(Path.of("src/test/resources/golden/ising/ss_flow_N4_T40.npz"));
        double[] nodes = new double[100], weights = new double[100];
        for (int k = 0; k < 100; k++) {
            nodes[k] = -4 + 8. * k / 99;
            weights[k] = Math.exp(-nodes[k] * nodes[k] / 2) / Math.sqrt(2 * Math.PI) * 8 / 99;
        }
        var coarse = new GaussianIntegral(nodes, weights);
        for (String kind : new String[] {"true", "est"}) {
            double[] theta = golden.doubles("theta_" + kind), flow = golden.doubles("mf_flow_" + kind);
            double[] start = Arrays.stream(golden.doubles("m0")).map(p -> 2 * p - 1).toArray(), same = start;
            for (int t = 0; t < 40; t++) {
                IsingNetwork network = network(theta, t);
                GaussianFlow accurate = GaussianFlow.of(network, network.fields(), start), asPublished = GaussianFlow.of(network, network.fields(), same, s -> coarse);
                assertThat(accurate.flow()).isCloseTo(flow[t], within(2e-3));
                assertThat(asPublished.flow()).isCloseTo(flow[t], within(1e-10));
                start = accurate.m();
                same = asPublished.m();
            }
        }
    }

    /** The first golden network from independent neurons, enumerated; and the means over all bins. */
    @Test void itsBiasIsUpwards() {
        NamedArrays golden = Npz.read(Path.of("src/test/resources/golden/ising/ss_flow_N4_T40.npz"));
        double gaussian = Arrays.stream(golden.doubles("mf_flow_true")).average().orElseThrow(), exact = Arrays.stream(golden.doubles("exact_flow_true")).average().orElseThrow();
        IsingNetwork network = network(golden.doubles("theta_true"), 0);
        double[] start = Arrays.stream(golden.doubles("m0")).map(p -> 2 * p - 1).toArray();
        Enumeration.run(new Protocol(network, start, 1, null), step -> assertThat(step.flow()).isCloseTo(golden.doubles("exact_flow_true")[0], within(1e-12)));
        assertThat(gaussian).isGreaterThan(2 * exact);
    }

    private static IsingNetwork network(double[] theta, int t) {
        double[] fields = new double[4], couplings = new double[16];
        for (int i = 0; i < 4; i++) {
            fields[i] = theta[(t * 4 + i) * 5];
            System.arraycopy(theta, (t * 4 + i) * 5 + 1, couplings, 4 * i, 4);
        }
        return IsingNetwork.ofBits(fields, couplings);
    }
}
