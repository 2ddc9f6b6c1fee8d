package org.spinspike.app.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.model.Options;

class CalciumSimulatorTest {
    /** One frame a second, decay to a half and rise to a quarter in a frame: kernel at the ends of frames .5 - .25, .25 - .0625, .125 - .015625, over the first. */
    @Test void aSpikeRisesAndFalls() {
        var light = new Fluorescence(1, 1 / Math.log(2), 1 / Math.log(4), 5, 0, .7, 1, 2, .5);
        assertThat(light.calcium(new boolean[] {false, true, false, false, true})).containsExactly(new double[] {0, 1, .75, .4375, .234375 + 1}, within(1e-12));
        var sudden = new Fluorescence(1, 1 / Math.log(2), 0, 5, 0, .7, 1, 2, .5);
        assertThat(sudden.calcium(new boolean[] {true, false, true})).containsExactly(new double[] {1, .5, 1.25}, within(1e-12));
    }

    @Test void theLightIsTheSumOfItsParts() {
        double[] c = {0, 4, 2, 1}, shared = {1, 0, -1, 2};
        float[] f = new float[8], around = new float[8];
        new Fluorescence(1, 2, 0, 1e9, 4, 0, 0, 2, 0).see(c, shared, 1, f, around, new Seed(1).generator());       // no neuropil, no drift, no noise: 10 + c / (1 + c / 4)
        assertThat(f).containsExactly(new float[] {0, 0, 0, 0, 10, 12, 10 + 4 / 3f, 10.8f}, within(1e-5f));
        assertThat(around).containsExactly(new float[] {0, 0, 0, 0, 5, 5, 5, 5}, within(1e-5f));
        float[] with = new float[4];
        float[] near = new float[4];
        new Fluorescence(1, 2, 0, 1e9, 0, .5, 3, 2, 0).see(c, shared, 0, with, near, new Seed(1).generator());
        for (int t = 0; t < 4; t++) assertThat(with[t]).isCloseTo((float) (10 + c[t] + .5 * (near[t] - 5)), within(1e-5f));      // a share of what lies around shines in
    }

    /** Variance 1 and correlation exp(-1 / 6) from frame to frame at 3 Hz and 2 s; standard errors of both over 1e5 frames with a memory of 6 frames are below .01. */
    @Test void theNeuropilWandersAtItsPace() {
        double[] g = new Fluorescence(3, 1, 0, 5, 0, 1, 1, 2, 0).wandering(100_000, new Seed(6).generator());
        double variance = 0, lag = 0;
        for (int t = 1; t < g.length; t++) {
            variance += g[t] * g[t] / g.length;
            lag += g[t] * g[t - 1] / g.length;
        }
        assertThat(variance).isCloseTo(1, within(.04));
        assertThat(lag / variance).isCloseTo(Math.exp(-1 / 6.), within(.01));
    }

    @Test void framesAndNeuronsAreThoseAskedForAndTheTruthIsTheNetwork() {
        Simulation made = run(Map.of("frames", "200", "neurons", "3", "rate-hz", "20"));
        assertThat(made.data().toString()).isEqualTo("1 trial x 200 bins x 3 neurons");
        assertThat(made.data().design().binSeconds()).isEqualTo(.05, within(1e-12));
        assertThat(made.imaging().orElseThrow().f().shape()).containsExactly(3, 200);
        assertThat(made.truth().orElseThrow().family()).isEqualTo("glm");
        assertThatThrownBy(() -> run(Map.of("rise", ".7"))).hasMessageContaining("rise must be below tau, got 0.7 and 0.7");
        assertThatThrownBy(() -> run(Map.of("snr", "0"))).hasMessageContaining("snr must be positive");
    }

    private static Simulation run(Map<String, String> given) {
        var simulator = new CalciumSimulator();
        return simulator.simulate(Options.of(simulator.options(), new HashMap<>(given)), new Seed(3));
    }
}
