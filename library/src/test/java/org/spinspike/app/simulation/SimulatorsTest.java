package org.spinspike.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.model.Forecasts;
import org.spinspike.model.Likelihood;
import org.spinspike.model.Options;
import org.spinspike.spikes.SpikeTrains;

/** What every simulation promises, and the stated laws of the small ones. */
class SimulatorsTest {

    @Test void namesAreDistinctAndAMissListsThem() {
        assertThat(Simulators.ALL).extracting(Simulator::name).doesNotHaveDuplicates()
                .contains("independent", "kinetic-ising", "packets", "cortex", "bars-and-stripes");
        assertThatIllegalArgumentException().isThrownBy(() -> Simulators.named("retina")).withMessageContaining("retina").withMessageContaining("packets, cortex");
    }

    @Test void sameSeedSameRecordingOnAnyThreads() throws Exception {
        for (Simulator simulator : Simulators.ALL) {
            Map<String, String> small = simulator.name().equals("bars-and-stripes") ? Map.of("trials", "90") : simulator.imaging() ? Map.of("frames", "900") : Map.of("trials", "90", "bins", "12");
            SpikeTrains data = run(simulator.name(), small, 5).data();
            ForkJoinPool one = new ForkJoinPool(1);
            assertThat(one.submit(() -> run(simulator.name(), small, 5).data()).get()).isEqualTo(data);
            one.shutdown();
            assertThat(run(simulator.name(), small, 6).data()).as(simulator.name()).isNotEqualTo(data);
            assertThat(data.trials()).isEqualTo(simulator.imaging() ? 1 : 90);
        }
    }

    /** The law of the recording is the truth handed out with it: -ln p minus the sum of its bins' entropies averages to zero. */
    @Test void theTruthExplainsTheRecordingAsWellAsItCan() {
        for (Simulation s : new Simulation[] {run("independent", Map.of("per-bin", "true"), 1), run("independent", Map.of(), 2), run("kinetic-ising", Map.of(), 3)}) {
            SpikeTrains data = s.data();
            double[] logP = ((Likelihood) s.truth().orElseThrow()).logProbability(data);
            double[] p = ((Forecasts) s.truth().get()).forecast(data, 1, new Seed(1)).p();
            int sites = data.bins() * data.neurons();
            double sum = 0, squares = 0, total = 0;
            for (int k = 0; k < data.trials(); k++) {
                double entropy = 0;
                for (int c = 0; c < sites; c++) {
                    double q = p[k * sites + c];
                    entropy -= q * Math.log(q) + (1 - q) * Math.log1p(-q);
                }
                total += entropy / data.trials();
                sum += -logP[k] - entropy;
                squares += Math.pow(-logP[k] - entropy, 2);
            }
            double mean = sum / data.trials(), error = Math.sqrt(squares) / data.trials();
            assertThat(mean).isCloseTo(0, within(3 * error));
            assertThat(error).isLessThan(.01 * total);
        }
    }

    @Test void independentRatesAreThoseStated() {
        Simulation s = run("independent", Map.of("trials", "2000", "bins", "10", "neurons", "6", "per-bin", "true"), 4);
        double[] p = s.parameters().get("rates").doubles();
        for (int t = 0; t < 10; t++)
            for (int i = 0; i < 6; i++) {
                int ones = 0;
                for (int k = 0; k < 2000; k++) if (s.data().fires(k, t, i)) ones++;
                double q = p[t * 6 + i];
                assertThat(ones / 2000.).isCloseTo(q, within(4.5 * Math.sqrt(q * (1 - q) / 2000)));
            }
    }

    /** By hand: theta = 2 H - 2 J 1 and theta_ij = 4 J_ij; rates away from silence and from saturation, and close to stationary from the first bin. */
    @Test void kineticIsingIsGivenInBothAlphabets() {
        Simulation s = run("kinetic-ising", Map.of(), 7);
        int n = 20;
        double[] theta = s.parameters().get("theta").doubles(), h = s.parameters().get("H").doubles(), j = s.parameters().get("J").doubles();
        double[] couplings = s.parameters().get("theta_couplings").doubles();
        for (int i = 0; i < n; i++) {
            double row = 0;
            for (int c = 0; c < n; c++) {
                row += j[i * n + c];
                assertThat(couplings[i * n + c]).isEqualTo(4 * j[i * n + c]);
            }
            assertThat(theta[i]).isCloseTo(2 * h[i] - 2 * row, within(1e-12));
        }
        assertThat(s.data().bins()).isEqualTo(20);
        assertThat(s.data().neurons()).isEqualTo(20);
        double[] rate = new double[20];
        for (int t = 0; t < 20; t++) for (int k = 0; k < s.data().trials(); k++) rate[t] += s.data().population(k, t) / (20. * s.data().trials());
        assertThat(rate[0]).isBetween(.1, .4).isCloseTo(rate[19], within(.03));
        Simulation symmetric = run("kinetic-ising", Map.of("symmetric", "true"), 7);
        double[] w = symmetric.parameters().get("theta_couplings").doubles();
        for (int i = 0; i < n; i++) for (int c = 0; c < n; c++) assertThat(w[i * n + c]).isEqualTo(w[c * n + i]);
    }

    @Test void packetsHaveTheStatedRateInEveryBin() {
        Simulation s = run("packets", Map.of("trials", "4000", "bins", "20"), 8);
        double rate = s.parameters().get("rate").scalar();
        assertThat(rate).isCloseTo(.01 + .99 * .8 / 30, within(1e-15));
        for (int t : new int[] {0, 7, 19}) {
            double mean = 0;
            for (int k = 0; k < 4000; k++) mean += s.data().population(k, t) / (16. * 4000);
            assertThat(mean).isCloseTo(rate, within(5 * Math.sqrt(8 * rate / (16. * 4000))));         // up to 8 neurons of a group in one bin
        }
    }

    /** Neuron 2 follows neuron 0, of the same group, one delay later; and the packet comes again after a period. */
    @Test void packetsRunInOrderAndComeAgain() {
        SpikeTrains data = run("packets", Map.of("noise", "0", "groups", "2", "delay", "2", "period", "15", "reliability", "1", "trials", "200"), 9).data();
        int first = 0, following = 0;
        for (int k = 0; k < 200; k++)
            for (int t = 0; t + 17 < 60; t++) {
                if (!data.fires(k, t, 0)) continue;
                first++;
                assertThat(data.fires(k, t + 2, 2)).isTrue();
                assertThat(data.fires(k, t + 15, 0) || data.fires(k, t + 15, 1)).isTrue();
                if (data.fires(k, t + 2, 3)) following++;
            }
        assertThat(first).isGreaterThan(200);
        assertThat(following).isZero();
    }

    @Test void barsAndStripesAreEveryImageOnce() {
        SpikeTrains data = run("bars-and-stripes", Map.of(), 1).data();
        assertThat(data.trials()).isEqualTo(30);
        Set<String> images = new HashSet<>();
        for (int k = 0; k < 30; k++) {
            byte[] image = data.flat(k);
            images.add(java.util.Arrays.toString(image));
            boolean rows = true, columns = true;
            for (int r = 0; r < 4; r++)
                for (int c = 0; c < 4; c++) {
                    rows &= image[r * 4 + c] == image[r * 4];
                    columns &= image[r * 4 + c] == image[c];
                }
            assertThat(rows || columns).isTrue();
        }
        assertThat(images).hasSize(30);
        assertThat(data.flat(1)).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1);        // the second in order: the last row
    }

    @Test void imagesAreDrawnUniformly() {
        Simulation s = run("bars-and-stripes", Map.of("trials", "6000", "size", "3"), 2);
        assertThat(s.parameters().get("entropy").scalar()).isCloseTo(Math.log(14), within(1e-15));
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        for (int image : s.parameters().get("image").ints()) counts.merge(image, 1, Integer::sum);
        assertThat(counts).hasSize(14).allSatisfy((image, count) -> assertThat(count).isBetween(340, 520));   // 4.5 standard deviations of 429
    }

    @Test void sizesOutOfReachAreNamed() {
        assertThatIllegalArgumentException().isThrownBy(() -> run("independent", Map.of("trials", "0"), 1)).withMessageContaining("trials");
        assertThatIllegalArgumentException().isThrownBy(() -> run("packets", Map.of("groups", "99"), 1)).withMessageContaining("groups");
        assertThatIllegalArgumentException().isThrownBy(() -> run("cortex", Map.of("neurons", "2"), 1)).withMessageContaining("neurons");
    }

    private static Simulation run(String name, Map<String, String> given, long seed) {
        Simulator simulator = Simulators.named(name);
        return simulator.simulate(Options.of(simulator.options(), given), new Seed(seed));
    }
}
