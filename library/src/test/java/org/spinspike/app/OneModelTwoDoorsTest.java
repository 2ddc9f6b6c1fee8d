package org.spinspike.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.spinspike.baseline.GlmModel;
import org.spinspike.ising.inverse.KineticIsingModel;
import org.spinspike.math.Seed;
import org.spinspike.model.Model;
import org.spinspike.model.Options;
import org.spinspike.model.Training;
import org.spinspike.spikes.Design;
import org.spinspike.spikes.SpikeTrains;

/** {@code glm --lags 1} and {@code kinetic-ising} are one model: theta_ij = 4 J_ij, theta_i = 2 H_i - 2 sum_j J_ij, and a ridge on theta is 16 times as much on J. */
class OneModelTwoDoorsTest {

    @ParameterizedTest @CsvSource({"0, 0, 6", "1, 16, 6", "2.5, 40, 6", "1, 16, 40"})
    void bothFitTheSameNetwork(String glmRidge, String isingRidge, int n) {
        double[] w = new double[n * n], b = new double[n], first = new double[n];
        for (int e = 0; e < n * n; e++) w[e] = 1.2 * Math.sin(3 * e + 1) / Math.sqrt(n / 4.);
        for (int i = 0; i < n; i++) {
            b[i] = -1 + .4 * Math.cos(i);
            first[i] = .3;
        }
        SpikeTrains data = GlmModel.oneLag(w, b, first).sample(Design.plain(150, 20, .01), new Seed(2));
        var glm = (GlmModel) fit("glm", data, Map.of("lags", "1", "ridge", glmRidge));
        var ising = (KineticIsingModel) fit("kinetic-ising", data, Map.of("ridge", isingRidge));
        assertThat(ising.network().bitCouplings()).containsExactly(glm.couplings(), within(1e-9));
        assertThat(ising.network().bitFields()).containsExactly(glm.bias(), within(1e-9));
        assertThat(ising.logProbabilityByBin(data)).containsExactly(glm.logProbabilityByBin(data), within(1e-8));
        assertThat(ising.parameters()).isEqualTo(glm.parameters());
    }

    private static Model fit(String name, SpikeTrains data, Map<String, String> options) {
        return Families.get(name).train(Training.of(data, Options.of(Families.get(name).options(), options), new Seed(1))).model();
    }
}
