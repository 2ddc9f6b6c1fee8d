package org.spinspike.math.special;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;

class TanhRootTest {
    @Test void rootsWorkedOutByHand() {
        double tanhOne = .7615941559557649;
        assertThat(TanhRoot.of(1 + 2 * tanhOne, 2).theta()).isCloseTo(1, within(1e-15));
        assertThat(TanhRoot.of(-1 + .5 * tanhOne, -.5).theta()).isCloseTo(-1, within(1e-15));
        assertThat(TanhRoot.of(1e300, 7).theta()).isEqualTo(1e300);
        assertThat(TanhRoot.of(50, 3).theta()).isEqualTo(47);
        assertThat(TanhRoot.of(0, 1e6).theta()).isEqualTo(0);
    }

    @Test void everyRootIsFoundInFewSteps() {
        RandomGenerator random = new Seed(1).generator();
        int most = 0;
        for (int n = 0; n < 20_000; n++) {
            double v = Math.exp(12 * random.nextDouble() - 6) - (random.nextInt(4) == 0 ? .999 : 0), h = 40 * (random.nextDouble() - .5) * Math.exp(4 * random.nextDouble() - 2);
            TanhRoot root = TanhRoot.of(h, v);
            double t = Math.tanh(root.theta());
            assertThat(root.theta() + v * t - h).as("h %s, V %s", h, v).isCloseTo(0, within(4e-15 * (1 + Math.abs(h) + Math.abs(v)) * (1 + Math.abs(v) * (1 - t * t))));
            most = Math.max(most, root.steps());
        }
        assertThat(most).isLessThan(70);
    }

    @Test void nothingHangs() {
        assertThat(TanhRoot.of(Double.NaN, 1).theta()).isNaN();
        assertThat(TanhRoot.of(1, Double.POSITIVE_INFINITY).theta()).isNaN();
        assertThat(TanhRoot.of(3, -40).steps()).isLessThan(TanhRoot.MOST_STEPS);
        assertThat(TanhRoot.of(1e-320, 0).steps()).isLessThan(TanhRoot.MOST_STEPS);
        assertThat(TanhRoot.of(0, -1).steps()).isLessThan(TanhRoot.MOST_STEPS);
    }

    @Test void manyAtOnceAreTheSameRoots() {
        RandomGenerator random = new Seed(2).generator();
        int n = 400;
        var roots = new TanhRoots(n);
        for (double spread : new double[] {0, .01, .3, 3, 30}) {
            double[] h = new double[n], v = new double[n], tanh = new double[n];
            double g = 4 * random.nextDouble() - 2, variance = 3 * random.nextDouble();
            for (int k = 0; k < n; k++) {
                h[k] = g + spread * (random.nextDouble() - .5);
                v[k] = variance * (1 + .2 * spread * (random.nextDouble() - .3));
            }
            roots.solve(h, v, n, TanhRoot.of(g, variance).theta(), tanh);
            for (int k = 0; k < n; k++) if (v[k] > -1) assertThat(tanh[k]).as("spread %s", spread).isCloseTo(Math.tanh(TanhRoot.of(h[k], v[k]).theta()), within(2e-14));
        }
        assertThat(roots.solved()).isEqualTo(5 * n);
    }

    @Test void whatRoundsDoNotReachIsBracketed() {
        int n = 300;
        double[] h = new double[n], v = new double[n], tanh = new double[n];
        for (int k = 0; k < n; k++) {
            h[k] = .4 * (k - 149);
            v[k] = 50;
        }
        var roots = new TanhRoots(n);
        roots.solve(h, v, n, 3, tanh);
        assertThat(roots.bracketed()).isBetween(1L, (long) n);
        assertThat(roots.mostSteps()).isGreaterThan(TanhRoots.MOST_ROUNDS);
        for (int k = 0; k < n; k++) assertThat(tanh[k]).isCloseTo(Math.tanh(TanhRoot.of(h[k], v[k]).theta()), within(2e-14));
    }

    @Test void whatIsNotANumberStaysNone() {
        var roots = new TanhRoots(2);
        double[] tanh = new double[2];
        roots.solve(new double[] {.3, Double.NaN}, new double[] {1, 1}, 2, .2, tanh);
        assertThat(tanh[0]).isCloseTo(Math.tanh(TanhRoot.of(.3, 1).theta()), within(1e-15));
        assertThat(tanh[1]).isNaN();
    }

    @Test void tangentsOfManyAreThoseOfOne() {
        RandomGenerator random = new Seed(3).generator();
        int n = 20_000;
        double[] x = new double[n + 4], out = new double[n + 4];
        for (int k = 0; k < n; k++) x[k] = (random.nextDouble() - .5) * Math.exp(20 * random.nextDouble() - 15);
        System.arraycopy(new double[] {0, 1e300, -1e300, Double.NaN}, 0, x, n, 4);
        Tanh.of(x, n + 4, out);
        for (int k = 0; k < n; k++) assertThat(Math.abs(out[k] - StrictMath.tanh(x[k]))).as("x = %s", x[k]).isLessThanOrEqualTo(1.4e-15 * Math.abs(StrictMath.tanh(x[k])));
        assertThat(out[n]).isEqualTo(0);
        assertThat(out[n + 1]).isEqualTo(1);
        assertThat(out[n + 2]).isEqualTo(-1);
        assertThat(out[n + 3]).isNaN();
    }
}
