package org.spinspike.math.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StiefelTest {
    private static double[] random(long seed, int length) { return new SplittableRandom(seed).doubles(length, -1, 1).toArray(); }

    /** At the unit vector (.6, .8) the gradient (1, 0) has radial part .6, so what is left is (1 - .36, -.48). */
    @Test void onACircleByHand() {
        double[] x = {.6, .8};
        assertThat(Stiefel.tangent(x, new double[] {1, 0}, 1, 2)).containsExactly(new double[] {.64, -.48}, within(1e-15));
        assertThat(Stiefel.nearest(new double[] {3, 4}, 1, 2)).containsExactly(new double[] {.6, .8}, within(1e-15));
        assertThat(Stiefel.byRows(new double[] {3, 4}, 1, 2)).containsExactly(new double[] {.6, .8}, within(1e-15));
        // f = x_0, Y = (3, 4): d (y_0 / |y|) = (1/5 - 9/125, -12/125)
        assertThat(Stiefel.Polar.of(new double[] {3, 4}, 1, 2).pullBack(new double[] {1, 0})).containsExactly(new double[] {.128, -.096}, within(1e-15));
    }

    /** Rows (1,1) and (0,2): Gram-Schmidt keeps the first direction; the nearest isometry of this matrix is a rotation by atan(1/3). */
    @Test void theTwoRetractionsByHand() {
        double[] y = {1, 1, 0, 2};
        double h = Math.sqrt(.5), c = 3 / Math.sqrt(10), s = 1 / Math.sqrt(10);
        assertThat(Stiefel.byRows(y, 2, 2)).containsExactly(new double[] {h, h, -h, h}, within(1e-15));
        assertThat(Stiefel.nearest(y, 2, 2)).containsExactly(new double[] {c, s, -s, c}, within(1e-15));
    }

    @Test void tangentsAreTangentAndRetractionsAreIsometries() {
        int q = 3, p = 5;
        double[] x = Stiefel.nearest(random(1, q * p), q, p), v = Stiefel.tangent(x, random(2, q * p), q, p);
        for (int i = 0; i < q; i++)
            for (int j = 0; j < q; j++) {
                double sum = 0;
                for (int c = 0; c < p; c++) sum += x[i * p + c] * v[j * p + c] + v[i * p + c] * x[j * p + c];
                assertThat(sum).isCloseTo(0, within(1e-15));
            }
        assertThat(Stiefel.tangent(x, v, q, p)).containsExactly(v, within(1e-15));
        double[] moved = new double[q * p];
        for (int e = 0; e < moved.length; e++) moved[e] = x[e] + .3 * v[e];
        assertThat(Stiefel.defect(Stiefel.byRows(moved, q, p), q, p)).isLessThan(1e-15);
        assertThat(Stiefel.defect(Stiefel.nearest(moved, q, p), q, p)).isLessThan(3e-15);
        assertThat(Stiefel.defect(moved, q, p)).isGreaterThan(.01);
    }

    /** Both retractions agree with x + v to first order: the error falls with the square of the step. */
    @Test void retractionsAreOfFirstOrder() {
        int q = 2, p = 4;
        double[] x = Stiefel.nearest(random(3, q * p), q, p), v = Stiefel.tangent(x, random(4, q * p), q, p);
        for (boolean nearest : new boolean[] {true, false}) {
            double[] error = new double[2];
            for (int n = 0; n < 2; n++) {
                double step = n == 0 ? 1e-3 : 1e-4;
                double[] moved = new double[q * p];
                for (int e = 0; e < moved.length; e++) moved[e] = x[e] + step * v[e];
                double[] back = nearest ? Stiefel.nearest(moved, q, p) : Stiefel.byRows(moved, q, p);
                for (int e = 0; e < moved.length; e++) error[n] = Math.max(error[n], Math.abs(back[e] - moved[e]));
            }
            assertThat(error[0] / error[1]).isBetween(80., 120.);
        }
    }

    /** f = sum_e a_e X_e + (X_0)^2 of two isometries of different shape, against central differences. */
    @Test void theChartsGradientIsThatOfDifferences() {
        var chart = new PolarChart(new int[] {2, 1}, new int[] {3, 4});
        double[] a = random(5, 10);
        Lbfgs.Objective f = chart.free((x, g) -> {
            double sum = 0;
            for (int b = 0, n = 0; b < 2; b++)
                for (int e = 0; e < x[b].length; e++, n++) {
                    sum += a[n] * x[b][e] + (e == 0 ? x[b][e] * x[b][e] : 0);
                    g[b][e] = a[n] + (e == 0 ? 2 * x[b][e] : 0);
                }
            return sum;
        });
        double[] y = random(6, chart.dimension()), gradient = new double[y.length], unused = new double[y.length];
        f.at(y, gradient);
        for (int e = 0; e < y.length; e++) {
            double[] up = y.clone(), down = y.clone();
            up[e] += 1e-5;
            down[e] -= 1e-5;
            assertThat(gradient[e]).as("entry %d", e).isCloseTo((f.at(up, unused) - f.at(down, unused)) / 2e-5, within(1e-8));
        }
    }

    /** Of all isometries the nearest one maximises sum A_e X_e. */
    @Test void descentInTheChartFindsTheNearestIsometry() {
        int q = 3, p = 4;
        double[] a = random(7, q * p);
        var chart = new PolarChart(new int[] {q}, new int[] {p});
        Lbfgs.Objective f = chart.free((x, g) -> {
            double sum = 0;
            for (int e = 0; e < a.length; e++) {
                sum -= a[e] * x[0][e];
                g[0][e] = -a[e];
            }
            return sum;
        });
        Lbfgs.State state = Lbfgs.start(f, random(8, q * p));
        for (int n = 0; n < 100; n++) {
            var next = Lbfgs.step(f, state, 10);
            if (next.isEmpty()) break;
            state = next.get();
        }
        assertThat(chart.isometries(state.x())[0]).containsExactly(Stiefel.nearest(a, q, p), within(1e-6));
    }

    @Test void moreRowsThanColumnsAreRefused() {
        assertThatThrownBy(() -> new PolarChart(new int[] {3}, new int[] {2})).hasMessage("isometry 0 must have at least as many columns as rows, got 3 x 2");
    }
}
