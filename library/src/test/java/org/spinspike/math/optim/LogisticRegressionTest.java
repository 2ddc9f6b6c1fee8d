package org.spinspike.math.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.ForkJoinPool;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.spinspike.math.NumericalException;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.LogisticRegression.Result;
import org.spinspike.math.special.Logistic;

class LogisticRegressionTest {

    /** By hand: 3 of 10 rows with the feature fire, 4 of 5 without: constant = logit(4/5), coefficient = logit(3/10) - logit(4/5). */
    @Test void aBinaryFeatureTakesTheDifferenceOfLogits() {
        FeatureRows rows = FeatureRows.zeros(15, 1, 0);
        boolean[] fires = new boolean[15];
        for (int r = 0; r < 15; r++) {
            if (r < 10) rows.set(r, 0);
            fires[r] = r < 3 || r >= 11;
        }
        Result fit = LogisticRegression.fit(new LogisticProblem(rows, 1, fires, null, null, new double[2]));
        assertThat(fit.coefficients()[0]).isCloseTo(Math.log(3 / 7.) - Math.log(4), within(1e-10));
        assertThat(fit.coefficients()[1]).isCloseTo(Math.log(4), within(1e-10));
        assertThat(fit.standardErrors()[1]).isCloseTo(Math.sqrt(1 / (5 * .8 * .2)), within(1e-6));
        assertThat(fit.standardErrors()[0]).isCloseTo(Math.sqrt(1 / (5 * .8 * .2) + 1 / (10 * .3 * .7)), within(1e-6));
        assertThat(fit.logLikelihood()).isCloseTo(3 * Math.log(.3) + 7 * Math.log(.7) + 4 * Math.log(.8) + Math.log(.2), within(1e-8));
        assertThat(fit.converged()).isTrue();
    }

    @Test void theGradientAgreesWithCentralDifferences() {
        LogisticProblem problem = random(400, 70, 2, .1, new Seed(1));
        var objective = new LogisticObjective(problem);
        double[] c = new double[problem.columns()];
        for (int a = 0; a < c.length; a++) c[a] = .3 * Math.sin(a + 1);
        LogisticObjective.Point point = objective.at(c);
        double h = 1e-5;
        for (int a = 0; a < c.length; a++) {
            double[] up = c.clone(), down = c.clone();
            up[a] += h;
            down[a] -= h;
            LogisticObjective.Point above = objective.at(up), below = objective.at(down);
            assertThat(point.gradient()[a]).isCloseTo((above.value() - below.value()) / (2 * h), within(1e-6));
            for (int b = 0; b < c.length; b++)
                assertThat(point.curvature()[a * c.length + b]).isCloseTo((above.gradient()[b] - below.gradient()[b]) / (2 * h), within(1e-6));
        }
    }

    /** Half of the features active takes the way through BLAS; the same rows diluted by rows of weight 0 take the pairs. */
    @Test void bothWaysToTheCurvatureAgree() {
        LogisticProblem dense = random(300, 40, 1, .5, new Seed(2));
        FeatureRows few = FeatureRows.zeros(3000, 40, 1);
        boolean[] outcome = new boolean[3000];
        double[] weight = new double[3000], offset = new double[3000];
        for (int r = 0; r < 300; r++) {
            few.bits()[r * 10] = dense.features().bits()[r];
            few.values()[r * 10] = dense.features().values()[r];
            outcome[r * 10] = dense.outcome()[r];
            weight[r * 10] = dense.weight()[r];
            offset[r * 10] = dense.offset()[r];
        }
        double[] c = new double[42];
        for (int a = 0; a < c.length; a++) c[a] = .1 * Math.cos(a);
        var one = new LogisticObjective(dense).at(c);
        var other = new LogisticObjective(new LogisticProblem(few, 40, outcome, offset, weight, dense.ridge())).at(c);
        assertThat(one.value()).isCloseTo(other.value(), within(1e-10));
        for (int e = 0; e < one.curvature().length; e++) assertThat(one.curvature()[e]).isCloseTo(other.curvature()[e], within(1e-11));
    }

    @Test void separableDataStayFiniteWithRidge() {
        FeatureRows rows = FeatureRows.zeros(40, 1, 0);
        boolean[] fires = new boolean[40];
        for (int r = 0; r < 20; r++) {
            rows.set(r, 0);
            fires[r] = true;
        }
        Result fit = LogisticRegression.fit(new LogisticProblem(rows, 1, fires, null, null, LogisticProblem.ridge(1, 1, 1e-6)));
        double c = fit.coefficients()[0], b = fit.coefficients()[1];
        assertThat(fit.converged()).isTrue();
        assertThat(20 * Logistic.sigmoid(-(b + c))).isCloseTo(c, within(1e-7));          // the stationary point, by hand
        assertThat(20 * Logistic.sigmoid(-(b + c)) - 20 * Logistic.sigmoid(b)).isCloseTo(1e-6 * b, within(1e-7));
    }

    @Test void separableDataWithoutRidgeAreReportedAsNotConverged() {
        FeatureRows rows = FeatureRows.zeros(4, 1, 0);
        rows.set(0, 0);
        rows.set(1, 0);
        Result fit = LogisticRegression.fit(new LogisticProblem(rows, 1, new boolean[] {true, true, false, false}, null, null, new double[2]), new double[2], 8);
        assertThat(fit.converged()).isFalse();
        assertThat(fit.iterations()).isEqualTo(8);
        assertThat(fit.coefficients()).doesNotContain(Double.NaN, Double.POSITIVE_INFINITY);
    }

    @Test void aFeatureThatIsNeverActiveStaysAtZero() {
        FeatureRows rows = FeatureRows.zeros(8, 2, 0);
        for (int r = 0; r < 4; r++) rows.set(r, 1);
        Result fit = LogisticRegression.fit(new LogisticProblem(rows, 2, new boolean[] {true, true, false, true, false, false, true, false}, null, null, new double[3]));
        assertThat(fit.converged()).isTrue();
        assertThat(fit.coefficients()[0]).isZero();
        assertThat(fit.coefficients()[1]).isCloseTo(2 * Math.log(3), within(1e-9));
    }

    @Test void aFarStartIsCalledBackByHalving() {
        LogisticProblem problem = random(500, 5, 1, .3, new Seed(4));
        double[] far = {9, -9, 9, -9, 9, -9, 9};
        Result near = LogisticRegression.fit(problem), called = LogisticRegression.fit(problem, far, 100);
        assertThat(called.converged()).isTrue();
        for (int a = 0; a < far.length; a++) assertThat(called.coefficients()[a]).isCloseTo(near.coefficients()[a], within(1e-8));
    }

    @Test void anOffsetIsTakenOutOfTheConstant() {
        FeatureRows rows = FeatureRows.zeros(8, 0, 0);
        boolean[] fires = {true, false, false, false, false, false, true, false};
        double[] offset = {.7, .7, .7, .7, .7, .7, .7, .7};
        Result fit = LogisticRegression.fit(new LogisticProblem(rows, 0, fires, offset, null, new double[1]));
        assertThat(fit.coefficients()[0]).isCloseTo(-Math.log(3) - .7, within(1e-10));
    }

    @Test void aWeightOfTwoIsARowTwice() {
        LogisticProblem once = random(60, 3, 1, .4, new Seed(5));
        double[] weight = new double[60];
        FeatureRows twice = FeatureRows.zeros(120, 3, 1);
        boolean[] outcome = new boolean[120];
        for (int r = 0; r < 120; r++) {
            twice.bits()[r] = once.features().bits()[r / 2];
            twice.values()[r] = once.features().values()[r / 2];
            outcome[r] = once.outcome()[r / 2];
            weight[r / 2] = 2;
        }
        double[] weighted = LogisticRegression.fit(new LogisticProblem(once.features(), 3, once.outcome(), null, weight, once.ridge())).coefficients();
        double[] repeated = LogisticRegression.fit(new LogisticProblem(twice, 3, outcome, null, null, once.ridge())).coefficients();
        for (int a = 0; a < weighted.length; a++) assertThat(weighted[a]).isCloseTo(repeated[a], within(1e-9));
    }

    /** Only the first features take part; what stands behind them changes nothing. */
    @Test void aPrefixOfTheFeaturesIsAProblemOfItsOwn() {
        LogisticProblem all = random(200, 90, 0, .2, new Seed(6));
        FeatureRows fewer = FeatureRows.zeros(200, 67, 0);
        for (int r = 0; r < 200; r++) for (int j = 0; j < 67; j++) if ((all.features().bits()[r * 2 + (j >> 6)] >>> (j & 63) & 1) != 0) fewer.set(r, j);
        double[] ridge = LogisticProblem.ridge(67, 1, 0);
        Result prefix = LogisticRegression.fit(new LogisticProblem(all.features(), 67, all.outcome(), null, null, ridge));
        Result own = LogisticRegression.fit(new LogisticProblem(fewer, 67, all.outcome(), null, null, ridge));
        assertThat(prefix.coefficients()).isEqualTo(own.coefficients());
    }

    @Test void threadsDoNotMatter() throws Exception {
        LogisticProblem problem = random(40_000, 6, 1, .2, new Seed(7));
        ForkJoinPool one = new ForkJoinPool(1), three = new ForkJoinPool(3);
        double[] alone = one.submit(() -> LogisticRegression.fit(problem).coefficients()).get();
        double[] shared = three.submit(() -> LogisticRegression.fit(problem).coefficients()).get();
        one.shutdown();
        three.shutdown();
        assertThat(shared).isEqualTo(alone);
    }

    @Test void notANumberIsNamed() {
        FeatureRows rows = FeatureRows.zeros(3, 0, 1);
        rows.values()[1] = Double.NaN;
        assertThatExceptionOfType(NumericalException.class)
                .isThrownBy(() -> LogisticRegression.fit(new LogisticProblem(rows, 0, new boolean[3], null, null, new double[2])))
                .withMessageContaining("must be finite");
    }

    @Test void negativeRidgeAndWrongLengthsAreRefused() {
        FeatureRows rows = FeatureRows.zeros(3, 2, 0);
        assertThatIllegalArgumentException().isThrownBy(() -> new LogisticProblem(rows, 2, new boolean[3], null, null, new double[] {1, -1, 0}))
                .withMessageContaining("ridge").withMessageContaining("-1");
        assertThatIllegalArgumentException().isThrownBy(() -> new LogisticProblem(rows, 2, new boolean[4], null, null, new double[3]))
                .withMessage("outcomes must have length 3, got 4");
    }

    private static LogisticProblem random(int rows, int binary, int dense, double share, Seed seed) {
        RandomGenerator random = seed.generator();
        FeatureRows features = FeatureRows.zeros(rows, binary, dense);
        boolean[] outcome = new boolean[rows];
        double[] offset = new double[rows], weight = new double[rows];
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < binary; j++) if (random.nextDouble() < share) features.set(r, j);
            for (int d = 0; d < dense; d++) features.values()[r * dense + d] = random.nextGaussian();
            offset[r] = .5 * random.nextGaussian();
            weight[r] = .5 + random.nextDouble();
            outcome[r] = random.nextDouble() < .3;
        }
        double[] ridge = LogisticProblem.ridge(binary + dense, 1, 1e-6);
        for (int a = 0; a < binary; a++) ridge[a] = .5 + .01 * a;
        return new LogisticProblem(features, binary, outcome, offset, weight, ridge);
    }
}
