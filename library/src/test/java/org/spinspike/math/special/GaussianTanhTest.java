package org.spinspike.math.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GaussianTanhTest {
    /** Fields whose tangents are asked for: small and large, one that does not vary. */
    private static final double[] G = {.3, -.7, 1.2, .05, 2}, S = {.2, .9, 2.5, 0, 6};

    @Test void meansAreThoseOfAFineGrid() {
        for (int i = 0; i < G.length; i++) {
            double g = G[i], s = S[i];
            assertThat(GaussianTanh.mean(g, s)).isCloseTo(fine(x -> Math.tanh(g + s * x)), within(5e-15));
            assertThat(GaussianTanh.slope(g, s)).isCloseTo(fine(x -> 1 - Math.tanh(g + s * x) * Math.tanh(g + s * x)), within(5e-15));
        }
    }

    /** Without variance it is atanh: .5 ln 3 for 1/2; else what mean gives back, also where the answer is nearly certain and the field wide. */
    @Test void theFieldOfAMeanIsFoundAgain() {
        assertThat(GaussianTanh.inverse(.5, 0)).isCloseTo(.5 * Math.log(3), within(1e-15));
        for (double m : new double[] {-.9999, -.3, 0, .02, .7, .999})
            for (double s : new double[] {0, .1, 1, 7, 60}) assertThat(GaussianTanh.mean(GaussianTanh.inverse(m, s), s)).as(m + " at " + s).isCloseTo(m, within(1e-13));
    }

    @Test void aFieldThatHardlyVariesIsAnsweredByItsCurvature() {
        double g = .4, s = 1e-4, t = Math.tanh(g);                                        // E f = f + f'' s^2/2, f'' = -2 t (1 - t^2)
        assertThat(GaussianTanh.mean(g, s)).isCloseTo(t - t * (1 - t * t) * s * s, within(1e-15));
    }

    @Test void aHugeFieldIsASign() {
        assertThat(GaussianTanh.mean(0, 5000)).isCloseTo(0, within(1e-15));
        assertThat(GaussianTanh.slope(0, 5000)).isCloseTo(2 / Math.sqrt(2 * Math.PI) / 5000, within(1e-10));
        assertThat(GaussianTanh.product(0, 300, 0, 300, .5)).isCloseTo(2 / Math.PI * Math.asin(.5), within(1e-5));       // quadrants of a Gaussian
        assertThatThrownBy(() -> GaussianTanh.mean(0, 1e5)).hasMessage("standard deviation of a field must be in 0.0..10000.0, got 100000.0");
    }

    @Test void productsAreThoseOfAPlane() {
        double g1 = .3, s1 = .4, g2 = -.7, s2 = 1.3, rho = -.6;
        double plane = fine(x -> Math.tanh(g1 + s1 * x) * fine(z -> Math.tanh(g2 + s2 * (rho * x + .8 * z))));
        assertThat(GaussianTanh.product(g1, s1, g2, s2, rho)).isCloseTo(plane, within(1e-14));
        assertThat(GaussianTanh.product(g2, s2, g1, s1, rho)).isCloseTo(plane, within(1e-14));
    }

    @Test void parallelFieldsAreOneField() {
        assertThat(GaussianTanh.product(.3, .4, -.7, 1.3, 1)).isCloseTo(fine(x -> Math.tanh(.3 + .4 * x) * Math.tanh(-.7 + 1.3 * x)), within(1e-14));
        assertThat(GaussianTanh.product(.3, .4, -.7, 1.3, -1)).isCloseTo(fine(x -> Math.tanh(.3 + .4 * x) * Math.tanh(-.7 - 1.3 * x)), within(1e-14));
        assertThat(GaussianTanh.product(.3, .4, -.7, 1.3, 1 - 1e-9)).isCloseTo(GaussianTanh.product(.3, .4, -.7, 1.3, 1), within(1e-8));
    }

    @Test void theSeriesAgreesWithThePlaneForEveryPair() {
        var tanh = new HermiteTanh(G, S);
        for (double rho : new double[] {0, .1, -.5, .81, -.95, .999, 1, -1}) {
            double[] all = new double[G.length], out = new double[G.length];
            java.util.Arrays.fill(all, rho);
            for (int i = 0; i < G.length; i++) {
                tanh.covariances(i, all, G.length, out);
                for (int k = 0; k < G.length; k++) {
                    double exact = GaussianTanh.product(G[i], S[i], G[k], S[k], rho) - GaussianTanh.mean(G[i], S[i]) * GaussianTanh.mean(G[k], S[k]);
                    assertThat(out[k]).as("pair %d %d, rho %s", i, k, rho).isCloseTo(exact, within(3e-13));
                }
            }
        }
        for (int i = 0; i < G.length; i++) {
            assertThat(tanh.mean()[i]).isCloseTo(GaussianTanh.mean(G[i], S[i]), within(5e-15));
            assertThat(tanh.slope()[i]).isCloseTo(GaussianTanh.slope(G[i], S[i]), within(5e-15));
        }
    }

    /** Independent of the grids under test: 901 nodes on -9 to 9. */
    private static double fine(java.util.function.DoubleUnaryOperator f) {
        double sum = 0, step = .02;
        for (int k = -450; k <= 450; k++) sum += step * Math.exp(-.5 * step * step * k * k) / Math.sqrt(2 * Math.PI) * f.applyAsDouble(step * k);
        return sum;
    }
}
