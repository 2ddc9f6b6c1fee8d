package org.spinspike.ising.meanfield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spinspike.ising.IsingNetwork;
import org.spinspike.ising.Protocol;
import org.spinspike.ising.SpinMoments;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Seed;

class MeanFieldTest {
    /** Two neurons nothing about which is symmetric; sums worked out by hand: g = (.05, -.2), u = (.75, .9375). */
    private static final double[] H = {.1, -.3}, J = {.2, .6, 0, -.4}, U = {.75, .9375};
    private static final SpinMoments PAST = new SpinMoments(new double[] {.5, -.25}, new double[] {.75, .2, .2, .9375}, new double[] {.1, .05, -.02, .03});
    /** J C(t-1), and the covariance of inputs, with C(t-1) and with its diagonal. */
    private static final double[] JC = {.27, .6025, -.08, -.375}, W = {.4155, -.241, -.241, .15}, W_DIAGONAL = {.3675, -.225, -.225, .15};

    static Stream<MeanField> all() {
        return Arrays.stream(ReferenceManifold.values()).flatMap(manifold -> Stream.of(1, 2).filter(order -> order <= manifold.highestOrder()).map(order -> new MeanField(manifold, order)));
    }

    @Test void orderOneFollowsTheMeanInput() {
        for (ReferenceManifold manifold : List.of(ReferenceManifold.BOTH_BINS, ReferenceManifold.LATER_BIN)) {
            SpinMoments now = step(manifold, 1);
            double[] a = {sech2(.05), sech2(.2)};
            assertThat(now.m()).containsExactly(new double[] {Math.tanh(.05), Math.tanh(-.2)}, within(1e-15));
            assertThat(now.c()).containsExactly(new double[] {a[0], 0, 0, a[1]}, within(1e-15));
            double[] d = manifold == ReferenceManifold.LATER_BIN ? JC : new double[] {.15, .5625, 0, -.375};
            assertThat(now.d()).containsExactly(new double[] {a[0] * d[0], a[0] * d[1], a[1] * d[2], a[1] * d[3]}, within(1e-15));
        }
    }

    @Test void orderTwoSubtractsTheReaction() {
        for (ReferenceManifold manifold : List.of(ReferenceManifold.BOTH_BINS, ReferenceManifold.LATER_BIN)) {
            double[] w = manifold == ReferenceManifold.LATER_BIN ? W : W_DIAGONAL, jk = manifold == ReferenceManifold.LATER_BIN ? JC : new double[] {.15, .5625, 0, -.375};
            SpinMoments now = step(manifold, 2);
            double[] m = now.m(), a = {1 - m[0] * m[0], 1 - m[1] * m[1]};
            assertThat(atanh(m[0]) + m[0] * w[0]).isCloseTo(.05, within(1e-15));
            assertThat(atanh(m[1]) + m[1] * w[3]).isCloseTo(-.2, within(1e-15));
            assertThat(now.c()).containsExactly(new double[] {a[0], a[0] * a[1] * w[1], a[0] * a[1] * w[1], a[1]}, within(1e-15));
            assertThat(now.d()).containsExactly(new double[] {a[0] * jk[0] * (1 + 2 * m[0] * .2 * .5), a[0] * jk[1] * (1 + 2 * m[0] * .6 * -.25), a[1] * jk[2],
                a[1] * jk[3] * (1 + 2 * m[1] * -.4 * -.25)}, within(1e-15));
        }
    }

    @Test void gaussianFieldsAreAveragedNotLinearised() {
        SpinMoments now = step(ReferenceManifold.EARLIER_BIN, 1);
        double s0 = Math.sqrt(W_DIAGONAL[0]), s1 = Math.sqrt(W_DIAGONAL[3]), rho = W_DIAGONAL[1] / (s0 * s1), across = Math.sqrt(1 - rho * rho);
        double[] mean = new double[2], slope = new double[2];
        double product = 0, step = .02;
        for (int x = -450; x <= 450; x++) {
            double weight = step * Math.exp(-.5 * x * x * step * step) / Math.sqrt(2 * Math.PI), t0 = Math.tanh(.05 + s0 * step * x), t1 = Math.tanh(-.2 + s1 * step * x), inner = 0;
            mean[0] += weight * t0;
            mean[1] += weight * t1;
            slope[0] += weight * (1 - t0 * t0);
            slope[1] += weight * (1 - t1 * t1);
            for (int z = -450; z <= 450; z++) inner += step * Math.exp(-.5 * z * z * step * step) / Math.sqrt(2 * Math.PI) * Math.tanh(-.2 + s1 * step * (rho * x + across * z));
            product += weight * t0 * inner;
        }
        double covariance = product - mean[0] * mean[1];
        assertThat(now.m()).containsExactly(mean, within(1e-13));
        assertThat(now.c()).containsExactly(new double[] {1 - mean[0] * mean[0], covariance, covariance, 1 - mean[1] * mean[1]}, within(1e-13));
        assertThat(now.d()).containsExactly(new double[] {slope[0] * JC[0], slope[0] * JC[1], slope[1] * JC[2], slope[1] * JC[3]}, within(1e-13));
    }

    @Test void pairsOfOrderOneAnswerOneInputAtATime() {
        pairs(step(ReferenceManifold.PAIRS, 1), J, new double[4]);
    }

    @Test void pairsOfOrderTwoAlsoHearThroughOthers() {
        SpinMoments now = step(ReferenceManifold.PAIRS, 2);
        pairs(now, new double[] {.2 + .0084, .6 - .004, -.0056, -.4}, new double[] {.3375, .03, .15, 0});
        double there = .5 * U[1] * (root(.05 + W[1] * 1.25, W[0]) - root(.05 - W[1] * .75, W[0])), back = .5 * U[0] * (root(-.2 + W[1] * .5, W[3]) - root(-.2 - W[1] * 1.5, W[3]));
        assertThat(now.c()[1]).isCloseTo((there + back) / 2, within(1e-14));
        assertThat(now.c()[2]).isEqualTo(now.c()[1]);
    }

    @Test void fastPairsEqualThePlainEquations() {
        for (double strength : new double[] {.3, 1, 4}) {
            IsingNetwork network = network(20, strength);
            SpinMoments now = SpinMoments.of(ones(20)), plain = now;
            for (int t = 0; t < 3; t++) {
                now = new MeanField(ReferenceManifold.PAIRS, 2).step(now, network.fields(), network.couplings()).moments();
                plain = PlainPairs.step(plain, network.fields(), network.couplings());
            }
            assertThat(now.m()).containsExactly(plain.m(), within(1e-12));
            assertThat(now.c()).containsExactly(plain.c(), within(1e-12));
            assertThat(now.d()).containsExactly(plain.d(), within(1e-12));
        }
    }

    @ParameterizedTest @MethodSource("all")
    void theFirstStepFromAKnownStateIsExact(MeanField method) {
        IsingNetwork network = network(5, .8);
        double[] state = {1, -1, -1, 1, -1};
        SpinMoments now = method.step(SpinMoments.of(state), network.fields(), network.couplings()).moments();
        for (int i = 0; i < 5; i++) {
            double h = network.fields()[i];
            for (int j = 0; j < 5; j++) h += network.couplings()[i * 5 + j] * state[j];
            assertThat(now.m()[i]).isCloseTo(Math.tanh(h), within(1e-14));
            for (int k = 0; k < 5; k++) {
                assertThat(now.c()[i * 5 + k]).isCloseTo(i == k ? sech2(h) : 0, within(1e-14));
                assertThat(now.d()[i * 5 + k]).isCloseTo(0, within(1e-14));
            }
        }
    }

    @Test void atTheSecondStepCorrelationsCarriedOnAreNone() {
        IsingNetwork network = network(70, 1);
        SpinMoments[] tap = run(new MeanField(ReferenceManifold.BOTH_BINS, 2), network, 3), carried = run(new MeanField(ReferenceManifold.LATER_BIN, 2), network, 3);
        assertThat(tap[1].m()).containsExactly(carried[1].m(), within(1e-14));
        assertThat(tap[1].c()).containsExactly(carried[1].c(), within(1e-14));
        assertThat(tap[1].d()).containsExactly(carried[1].d(), within(1e-14));
        assertThat(Math.abs(tap[2].m()[0] - carried[2].m()[0])).isGreaterThan(1e-6);
        SpinMoments[] naive = run(new MeanField(ReferenceManifold.BOTH_BINS, 1), network, 3), other = run(new MeanField(ReferenceManifold.LATER_BIN, 1), network, 3);
        for (int t = 0; t < 3; t++) {
            assertThat(naive[t].m()).containsExactly(other[t].m());
            assertThat(naive[t].c()).containsExactly(other[t].c());
        }
    }

    @ParameterizedTest @MethodSource("all")
    void aOneWayCouplingGivesAOneWayCovariance(MeanField method) {
        var network = new IsingNetwork(new double[] {.2, -.1, .4}, new double[] {0, 0, .9, 0, 0, 0, 0, 0, 0});
        for (SpinMoments now : run(method, network, 4)) for (int e : new int[] {0, 1, 3, 4, 5, 6, 7, 8}) assertThat(now.d()[e]).isCloseTo(0, within(1e-15));
        assertThat(run(method, network, 2)[1].d()[2]).isGreaterThan(.3);
    }

    @ParameterizedTest @MethodSource("all")
    void threadsDoNotMatter(MeanField method) throws Exception {
        IsingNetwork network = network(150, 1);
        SpinMoments[] one = new ForkJoinPool(1).submit(() -> run(method, network, 3)).get(), three = new ForkJoinPool(3).submit(() -> run(method, network, 3)).get();
        for (int t = 0; t < 3; t++) {
            assertThat(one[t].m()).containsExactly(three[t].m());
            assertThat(one[t].c()).containsExactly(three[t].c());
            assertThat(one[t].d()).containsExactly(three[t].d());
        }
    }

    @Test void fieldsMayChangeFromBinToBin() {
        IsingNetwork network = network(4, .7);
        var method = new MeanField(ReferenceManifold.LATER_BIN, 2);
        var run = new SpinMoments[2];
        method.run(new Protocol(network, ones(4), 2, new double[] {.1, .2, .3, .4, -.5, 0, .5, 1}), (t, step) -> run[t - 1] = step.moments());
        SpinMoments first = method.step(SpinMoments.of(ones(4)), new double[] {.1, .2, .3, .4}, network.couplings()).moments();
        assertThat(run[1].m()).containsExactly(method.step(first, new double[] {-.5, 0, .5, 1}, network.couplings()).moments().m());
    }

    @Test void divergenceIsReportedWithItsStep() {
        IsingNetwork network = network(10, 2, new Seed(4));
        var method = new MeanField(ReferenceManifold.LATER_BIN, 2);
        RunHealth health = method.run(Protocol.of(network, 12), (t, step) -> {});
        int positive = 0;
        SpinMoments now = SpinMoments.of(ones(10));
        for (int t = 1; t <= health.diverged(); t++) {
            MeanField.Step step = method.step(now, network.fields(), network.couplings());
            now = step.moments();
            assertThat(Arrays.stream(now.c()).map(Math::abs).max().orElseThrow() > 1 + 1e-9).as("the diagonal is at most 1").isEqualTo(t == health.diverged());
            if (step.health().positive()) positive++;
        }
        assertThat(health.diverged()).isGreaterThan(1);
        assertThat(health.notPositive()).isEqualTo(positive + 1);
        assertThat(health.warnings()).anyMatch(line -> line.startsWith("Plefka[t] order 2 diverges: at step " + health.diverged() + " a covariance exceeds 1"));
        assertThatThrownBy(() -> method.run(Protocol.of(network, 5000), (t, step) -> {})).isInstanceOf(NumericalException.class)
                .hasMessageMatching("Plefka\\[t\\] order 2 diverged: a number is not finite any more at step \\d+; largest \\|C\\| up to step \\d+: .*, beyond 1 since step " + health.diverged() + "; .*");
    }

    @ParameterizedTest @MethodSource("all")
    void whereCouplingsAreWeakAllIsWell(MeanField method) {
        RunHealth health = method.run(Protocol.of(network(12, .3), 6), (t, step) -> {});
        assertThat(health.warnings()).isEmpty();
        assertThat(health.largestCovariance()).isBetween(0., .1);
        assertThat(health.largestCovariance() > 0).as("order 1 around independent neurons of a bin has no covariances").isEqualTo(method.order() == 2 || method.manifold() == ReferenceManifold.EARLIER_BIN);
        assertThat(health.json()).containsEntry("positive_semidefinite", true).containsEntry("steps", 6).containsEntry("first_step_diverged", null);
    }

    @Test void ordersThatDoNotExistAreRefused() {
        assertThatThrownBy(() -> new MeanField(ReferenceManifold.EARLIER_BIN, 2)).hasMessage("order of t1 (Plefka[t-1]) must be 1, got 2");
        assertThatThrownBy(() -> new MeanField(ReferenceManifold.PAIRS, 3)).hasMessage("order of pairwise-t (Plefka2[t]) must be 1 or 2, got 3");
    }

    private static SpinMoments step(ReferenceManifold manifold, int order) { return new MeanField(manifold, order).step(PAST, H, J).moments(); }

    private static SpinMoments[] run(MeanField method, IsingNetwork network, int steps) {
        var run = new SpinMoments[steps];
        method.run(Protocol.of(network, steps), (t, step) -> run[t - 1] = step.moments());
        return run;
    }

    /** @param strength and @param v of each pair, by hand */
    private static void pairs(SpinMoments now, double[] strength, double[] v) {
        double[] g = {.05, -.2}, before = PAST.m();
        for (int i = 0; i < 2; i++) {
            double mean = 0;
            for (int l = 0; l < 2; l++) {
                double up = root(g[i] + strength[2 * i + l] * (1 - before[l]), v[2 * i + l]), down = root(g[i] + strength[2 * i + l] * (-1 - before[l]), v[2 * i + l]);
                mean += .5 * (up * (1 + before[l]) / 2 + down * (1 - before[l]) / 2);
                assertThat(now.d()[2 * i + l]).as("D of %d, %d", i, l).isCloseTo(U[l] / 2 * (up - down), within(1e-14));
            }
            assertThat(now.m()[i]).isCloseTo(mean, within(1e-14));
            assertThat(now.c()[3 * i]).isCloseTo(1 - mean * mean, within(1e-14));
        }
    }

    /** tanh of the root of theta + v tanh theta = h, by bisection. */
    private static double root(double h, double v) {
        double low = -10, high = 10;
        for (int k = 0; k < 80; k++) {
            double middle = (low + high) / 2;
            if (middle + v * Math.tanh(middle) < h) low = middle;
            else high = middle;
        }
        return Math.tanh(low);
    }

    private static IsingNetwork network(int n, double strength) { return network(n, strength, new Seed(n)); }

    private static IsingNetwork network(int n, double strength, Seed seed) {
        RandomGenerator random = seed.generator();
        double[] fields = random.doubles(n, -.5, .5).toArray(), couplings = new double[n * n];
        for (int e = 0; e < n * n; e++) couplings[e] = strength * (1. / n + .5 * random.nextGaussian() / Math.sqrt(n));
        return new IsingNetwork(fields, couplings);
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    private static double sech2(double x) { return 1 - Math.tanh(x) * Math.tanh(x); }

    private static double atanh(double m) { return .5 * Math.log((1 + m) / (1 - m)); }
}
