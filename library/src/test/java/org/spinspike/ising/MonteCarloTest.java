package org.spinspike.ising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.spinspike.ising.EnumerationTest.at;
import static org.spinspike.ising.EnumerationTest.golden;
import static org.spinspike.model.ModelContract.on;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.spinspike.math.NamedArrays;
import org.spinspike.math.Progress;
import org.spinspike.math.Seed;

class MonteCarloTest {
    private static final IsingNetwork SMALL = new IsingNetwork(new double[] {.3, -.2, .1}, new double[] {.2, .9, -.4, 0, .1, .7, -.8, .3, 0});
    /** Starts in part by chance, and its fields change. */
    private static final Protocol DRIVEN = new Protocol(SMALL, new double[] {.4, -1, .2}, 3, new double[] {.5, .1, -.3, -.6, .2, .9, .1, .1, 0});

    private static List<MonteCarlo.Step> steps(Protocol protocol, int trials, boolean doubles, long seed) {
        var steps = new ArrayList<MonteCarlo.Step>();
        MonteCarlo.run(protocol, new MonteCarlo.Plan(trials, doubles, false), new Seed(seed), Progress.SILENT, steps::add);
        return steps;
    }

    private static List<Enumeration.Step> exact(Protocol protocol) {
        var steps = new ArrayList<Enumeration.Step>();
        Enumeration.run(protocol, steps::add);
        return steps;
    }

    /** Entries of C and D scatter by at most 1 / sqrt(trials); m by what is said. */
    private static void agree(MonteCarlo.Step found, double[] m, double[] c, double[] d, double trials) {
        for (int i = 0; i < m.length; i++) assertThat(found.moments().m()[i]).as("m of step " + found.step()).isCloseTo(m[i], within(5 * Math.max(found.meanErrors()[i], 1e-3 / Math.sqrt(trials)) + 1e-6));
        assertThat(found.moments().c()).as("C of step " + found.step()).containsExactly(c, within(5 / Math.sqrt(trials)));
        assertThat(found.moments().d()).as("D of step " + found.step()).containsExactly(d, within(5 / Math.sqrt(trials)));
    }

    /** 70 neurons, of which 69 listens to 63 alone: two words a trial, and only D_69,63 is not zero. */
    @ParameterizedTest @ValueSource(booleans = {false, true})
    void aOneWayCouplingShowsInOnePlaceOfD(boolean doubles) {
        double[] fields = new double[70], couplings = new double[70 * 70];
        fields[63] = -.25;
        fields[69] = .5;
        couplings[69 * 70 + 63] = .75;
        int trials = 30_000;
        MonteCarlo.Step last = steps(Protocol.of(new IsingNetwork(fields, couplings), 2), trials, doubles, 1).get(1);
        double m1 = Math.tanh(-.25), up = (1 + m1) / 2, mean = up * Math.tanh(1.25) + (1 - up) * Math.tanh(-.25);
        double driven = up * Math.tanh(1.25) - (1 - up) * Math.tanh(-.25) - mean * m1;
        double[] d = new double[70 * 70];
        d[69 * 70 + 63] = driven;
        assertThat(driven).isGreaterThan(.3);
        assertThat(last.moments().d()).containsExactly(d, within(5 / Math.sqrt(trials)));
        assertThat(last.moments().m()[63]).as("nothing drives it: its mean is exact").isCloseTo(m1, within(doubles ? 1e-12 : 3e-7));
        assertThat(last.meanErrors()[69]).isCloseTo(Math.sqrt(up * (1 - up)) * (Math.tanh(1.25) - Math.tanh(-.25)) / Math.sqrt(trials), within(1e-5));
        assertThat(last.sigma()).isCloseTo(.75 * driven, within(5 * .75 / Math.sqrt(trials)));
    }

    @ParameterizedTest @CsvSource({"N10_Js0.1_b1.0,false", "N10_Js0.5_b1.0,true", "N10_Js0.5_b1.3,false"})
    void goldenNetworksHaveTheirExactMoments(String name, boolean doubles) {
        NamedArrays golden = golden(name);
        IsingNetwork network = IsingNetwork.read(golden);
        int trials = 50_000;
        for (MonteCarlo.Step s : steps(Protocol.of(network, 16), trials, doubles, 2)) {
            double[] d = at(golden, "exact_D", s.step());
            agree(s, at(golden, "exact_m", s.step()), at(golden, "exact_C", s.step()), d, trials);
            double sigma = EntropyFlow.stationary(network, new SpinMoments(new double[10], new double[100], d)).total();
            assertThat(s.sigma()).isCloseTo(sigma, within(5 * s.sigmaError() + (doubles ? 1e-12 : 1e-4)));
        }
    }

    @Test void thirtyTwoNeuronsAgreeWithAnIndependentProgram() {
        NamedArrays golden = golden("N32_Js0.1_b1.0");
        int trials = 20_000;
        double together = 1 / (1. / trials + 1e-6);                                   // the golden values are means over a million trials
        for (MonteCarlo.Step s : steps(Protocol.of(IsingNetwork.read(golden), 16), trials, false, 3)) {
            double[] m = at(golden, "mc_m", s.step());
            for (int i = 0; i < 32; i++) assertThat(s.moments().m()[i]).isCloseTo(m[i], within(5 * s.meanErrors()[i] * Math.sqrt(1 + trials / 1e6) + 1e-6));
            assertThat(s.moments().c()).containsExactly(at(golden, "mc_C", s.step()), within(5 / Math.sqrt(together)));
            assertThat(s.moments().d()).containsExactly(at(golden, "mc_D", s.step()), within(5 / Math.sqrt(together)));
        }
    }

    @ParameterizedTest @ValueSource(booleans = {false, true})
    void startsByChanceAndFieldsOverTimeFollowTheEnumeration(boolean doubles) {
        List<Enumeration.Step> exact = exact(DRIVEN);
        for (MonteCarlo.Step s : steps(DRIVEN, 40_500, doubles, 4)) {
            SpinMoments e = exact.get(s.step() - 1).moments();
            agree(s, e.m(), e.c(), e.d(), 40_500);
        }
    }

    @Test void singlePrecisionAgreesWithDouble() {
        List<MonteCarlo.Step> single = steps(DRIVEN, 20_000, false, 5), exact = steps(DRIVEN, 20_000, true, 5);
        for (int t = 0; t < 3; t++) {
            SpinMoments e = exact.get(t).moments();
            agree(single.get(t), e.m(), e.c(), e.d(), 20_000);
            assertThat(single.get(t).moments().d()).as("the same spins, nearly all").containsExactly(e.d(), within(1e-3));
        }
    }

    @Test void withoutCouplingsMeansAreExactAndNothingIsCorrelated() {
        MonteCarlo.Step last = steps(Protocol.of(new IsingNetwork(new double[] {.5, -1}, new double[4]), 3), 5000, true, 6).get(2);
        assertThat(last.moments().m()).containsExactly(new double[] {Math.tanh(.5), Math.tanh(-1)}, within(1e-13));
        assertThat(last.moments().c()).containsExactly(new double[] {1 - Math.pow(Math.tanh(.5), 2), 0, 0, 1 - Math.pow(Math.tanh(1), 2)}, within(1e-13));
        assertThat(last.moments().d()).containsExactly(new double[4], within(1e-13));
        assertThat(last.meanErrors()).containsExactly(new double[2], within(1e-8));
        MonteCarlo.Step hot = steps(Protocol.of(SMALL.scaled(0), 2), 5000, false, 6).get(1);
        assertThat(hot.moments().m()).containsOnly(0);
        assertThat(hot.sigma()).isZero();
    }

    @Test void onceStationarySigmaIsTheEntropyProduction() {
        var symmetric = new IsingNetwork(new double[] {.3, -.2, .1}, new double[] {.2, .5, -.4, .5, .1, .3, -.4, .3, 0});
        assertThat(steps(Protocol.of(symmetric, 20), 5000, false, 7).get(19).sigma()).as("J_ij = J_ji").isCloseTo(0, within(1e-12));
        MonteCarlo.Step turned = steps(Protocol.of(SMALL, 30), 50_000, false, 7).get(29);
        assertThat(turned.sigma()).isCloseTo(Enumeration.stationary(SMALL).flow(), within(5 * turned.sigmaError())).isGreaterThan(100 * turned.sigmaError());
    }

    /** The scatter over seeds is what was said of it, within a third: it is itself known to 1 / sqrt(2 * 59), 9 percent, and sigma's by its 8 blocks. */
    @Test void standardErrorsAreTheScatterOverSeeds() {
        double[][] found = new double[60][];
        double meanError = 0, sigmaError = 0;
        for (int seed = 0; seed < 60; seed++) {
            MonteCarlo.Step s = steps(DRIVEN, 8 * SpinBlock.TRIALS, false, 100 + seed).get(2);
            found[seed] = new double[] {s.moments().m()[0], s.sigma()};
            meanError += s.meanErrors()[0] / 60;
            sigmaError += s.sigmaError() / 60;
        }
        assertThat(scatter(found, 0)).isCloseTo(meanError, within(meanError / 3));
        assertThat(scatter(found, 1)).isCloseTo(sigmaError, within(sigmaError / 3));
    }

    private static double scatter(double[][] found, int column) {
        double sum = 0, squares = 0;
        for (double[] f : found) {
            sum += f[column];
            squares += f[column] * f[column];
        }
        return Math.sqrt((squares - sum * sum / found.length) / (found.length - 1));
    }

    @ParameterizedTest @ValueSource(booleans = {false, true})
    void theSameBytesOnAnyNumberOfThreads(boolean doubles) throws Exception {
        List<MonteCarlo.Step> one = on(1, () -> steps(DRIVEN, 70 * SpinBlock.TRIALS + 17, doubles, 8)), three = on(3, () -> steps(DRIVEN, 70 * SpinBlock.TRIALS + 17, doubles, 8));
        for (int t = 0; t < 3; t++) {
            assertThat(three.get(t).moments().m()).isEqualTo(one.get(t).moments().m());
            assertThat(three.get(t).moments().c()).isEqualTo(one.get(t).moments().c());
            assertThat(three.get(t).moments().d()).isEqualTo(one.get(t).moments().d());
            assertThat(three.get(t).sigmaError()).isEqualTo(one.get(t).sigmaError());
        }
    }

    @Test void theLastStepAloneIsTheLastOfAll() {
        var only = new ArrayList<MonteCarlo.Step>();
        MonteCarlo.run(DRIVEN, new MonteCarlo.Plan(3000, false, true), new Seed(9), Progress.SILENT, only::add);
        assertThat(only).hasSize(1);
        MonteCarlo.Step last = steps(DRIVEN, 3000, false, 9).get(2);
        assertThat(only.get(0).step()).isEqualTo(3);
        assertThat(only.get(0).moments().d()).isEqualTo(last.moments().d());
        assertThat(only.get(0).sigma()).isEqualTo(last.sigma());
    }

    @Test void progressCountsBlocksOfAllSteps() {
        var seen = new ArrayList<Long>();
        MonteCarlo.run(DRIVEN, new MonteCarlo.Plan(1500, false, false), new Seed(1), (task, done, total) -> seen.add(total == 6 ? done : -1), s -> {});
        assertThat(seen).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test void oneTrialHasNoScatter() {
        assertThatThrownBy(() -> new MonteCarlo.Plan(1, false, false)).hasMessage("trials must be at least 2, got 1");
        assertThat(steps(DRIVEN, 2, false, 1).get(0).sigmaError()).isNaN();
    }
}
