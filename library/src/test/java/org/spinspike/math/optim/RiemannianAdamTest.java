package org.spinspike.math.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.spinspike.math.linalg.Gemm;

class RiemannianAdamTest {
    private static double[] random(long seed, int length) { return new SplittableRandom(seed).doubles(length, -1, 1).toArray(); }

    /**
     * At (.6, .8) the gradient (1, 0) has the tangent part (.64, -.48) of norm .8: the first move of length .1 is (-.08, .06), to (.52, .86) before it is normalised.
     * There the gradient (0, 2) has the tangent part 2 (y - r x) with r = .86 / sqrt(1.01); m and w are then those of the averages written out.
     */
    @Test void twoStepsOnACircleByHand() {
        var adam = new RiemannianAdam(new int[] {1}, new int[] {2}, Retraction.QR);
        RiemannianAdam.State one = adam.step(adam.start(new double[][] {{.6, .8}}), new double[][] {{1, 0}}, .1);
        double n = Math.sqrt(1.01), x = .52 / n, y = .86 / n, along = .064 * x - .048 * y;
        assertThat(one.x()[0]).containsExactly(new double[] {x, y}, within(1e-15));
        assertThat(one.second()).containsExactly(new double[] {.0064}, within(1e-17));
        assertThat(one.first()[0]).containsExactly(new double[] {.064 - along * x, -.048 - along * y}, within(1e-15));

        RiemannianAdam.State two = adam.step(one, new double[][] {{0, 2}}, .1);
        double gx = -2 * y * x, gy = 2 - 2 * y * y, mx = .9 * one.first()[0][0] + .1 * gx, my = .9 * one.first()[0][1] + .1 * gy, w = .99 * .0064 + .01 * (gx * gx + gy * gy);
        double factor = .1 / .19 / Math.sqrt(w / (1 - .99 * .99)), ax = x - factor * mx, ay = y - factor * my;
        assertThat(two.x()[0]).containsExactly(new double[] {ax / Math.hypot(ax, ay), ay / Math.hypot(ax, ay)}, within(1e-14));
        assertThat(two.steps()).isEqualTo(2);
    }

    /** From (1, 0) the direction (0, 1): to (1, 1) / sqrt 2 twice, and by 2 arctan 1/2 along the circle. */
    @Test void theThreeRetractionsByHand() {
        double h = Math.sqrt(.5);
        assertThat(Retraction.QR.of(new double[] {1, 0}, new double[] {0, 1}, 1, 2)).containsExactly(new double[] {h, h}, within(1e-15));
        assertThat(Retraction.POLAR.of(new double[] {1, 0}, new double[] {0, 1}, 1, 2)).containsExactly(new double[] {h, h}, within(1e-15));
        assertThat(Retraction.CAYLEY.of(new double[] {1, 0}, new double[] {0, 1}, 1, 2)).containsExactly(new double[] {.6, .8}, within(1e-15));
    }

    /** f = - sum A_e X_e over two isometries of different shape is least at the nearest ones to A. */
    @ParameterizedTest @EnumSource(Retraction.class)
    void itFindsTheMinimumAndStaysIsometric(Retraction retraction) {
        int[] q = {2, 1}, p = {4, 3};
        double[][] a = {random(1, 8), random(2, 3)}, g = {a[0].clone(), a[1].clone()};
        for (double[] part : g) for (int e = 0; e < part.length; e++) part[e] = -part[e];
        var adam = new RiemannianAdam(q, p, retraction);
        RiemannianAdam.State state = adam.start(new double[][] {Stiefel.nearest(random(3, 8), 2, 4), Stiefel.nearest(random(4, 3), 1, 3)});
        for (int n = 0; n < 1500; n++) {
            state = adam.step(state, g, .1 * Math.pow(.995, n));
            for (int b = 0; b < 2; b++) assertThat(Stiefel.defect(state.x()[b], q[b], p[b])).isLessThan(1e-14);
        }
        for (int b = 0; b < 2; b++) assertThat(state.x()[b]).containsExactly(Stiefel.nearest(a[b], q[b], p[b]), within(1e-3));
    }

    /** Rotated rows and columns of tensor and gradients: the rotated steps. */
    @Test void aChangeOfBasisChangesNothing() {
        int q = 2, p = 5;
        double[] left = {.6, -.8, .8, .6}, right = Stiefel.nearest(random(5, p * p), p, p), x = Stiefel.nearest(random(6, q * p), q, p);
        var adam = new RiemannianAdam(new int[] {q}, new int[] {p}, Retraction.POLAR);
        RiemannianAdam.State plain = adam.start(new double[][] {x}), turned = adam.start(new double[][] {turned(left, x, right)});
        for (int n = 0; n < 5; n++) {
            double[] g = random(7 + n, q * p);
            plain = adam.step(plain, new double[][] {g}, .2);
            turned = adam.step(turned, new double[][] {turned(left, g, right)}, .2);
            assertThat(turned.x()[0]).containsExactly(turned(left, plain.x()[0], right), within(1e-13));
        }
    }

    private static double[] turned(double[] left, double[] x, double[] right) { return Gemm.product(Gemm.product(left, x, 2, 2, 5), right, 2, 5, 5); }
}
