package org.spinspike.math.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.spinspike.model.ModelContract.on;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.math.special.Logistic;

class SharedGramTest {

    /** By hand, as for Newton's method: 3 of 10 rows with the feature fire, 4 of 5 without; and the opposite outcome beside it. */
    @Test void aBinaryFeatureTakesTheDifferenceOfLogits() {
        FeatureRows rows = FeatureRows.zeros(15, 1, 0);
        boolean[] fires = new boolean[15], silent = new boolean[15];
        for (int r = 0; r < 15; r++) {
            if (r < 10) rows.set(r, 0);
            fires[r] = r < 3 || r >= 11;
            silent[r] = !fires[r];
        }
        SharedGram.Result fit = SharedGram.fit(List.of(problem(rows, fires, null, new double[2]), problem(rows, silent, null, new double[2])), SharedGram.TO_THE_END, SharedGram.PASSES);
        assertThat(fit.converged()).containsExactly(true, true);
        assertThat(fit.coefficients()[0]).containsExactly(new double[] {Math.log(3 / 7.) - Math.log(4), Math.log(4)}, within(1e-9));
        assertThat(fit.coefficients()[1]).containsExactly(new double[] {-Math.log(3 / 7.) + Math.log(4), -Math.log(4)}, within(1e-9));
    }

    @Test void itFindsTheMinimaOfNewtonsMethod() {
        List<LogisticProblem> problems = logistic(4000, 30, 5, new Seed(1));
        SharedGram.Result fit = SharedGram.fit(problems, SharedGram.TO_THE_END, SharedGram.PASSES);
        assertThat(fit.passes()).isLessThan(SharedGram.PASSES);
        for (int i = 0; i < problems.size(); i++) {
            assertThat(fit.converged()[i]).isTrue();
            assertThat(fit.coefficients()[i]).containsExactly(LogisticRegression.fit(problems.get(i)).coefficients(), within(1e-8));
        }
    }

    /** From near the minimum Newton's method needs one look. */
    @Test void newtonsMethodAgreesAtOnce() {
        LogisticProblem problem = logistic(2000, 10, 1, new Seed(2)).get(0);
        double[] start = SharedGram.fit(List.of(problem), SharedGram.BEFORE_NEWTON, SharedGram.PASSES).coefficients()[0];
        assertThat(LogisticRegression.fit(problem, start, LogisticRegression.STEPS).iterations()).isEqualTo(1);
    }

    @Test void aStrongRidgeIsReachedFromTooLongAFirstStep() {
        LogisticProblem easy = logistic(500, 6, 1, new Seed(3)).get(0);
        LogisticProblem stiff = problem(easy.features(), easy.outcome(), null, LogisticProblem.ridge(6, 1e5, 1e3));
        SharedGram.Result fit = SharedGram.fit(List.of(stiff), SharedGram.TO_THE_END, SharedGram.PASSES);
        assertThat(fit.converged()[0]).isTrue();
        assertThat(fit.coefficients()[0]).containsExactly(LogisticRegression.fit(stiff).coefficients(), within(1e-9));
    }

    @Test void separableOutcomesAreReportedAsNotConverged() {
        FeatureRows rows = FeatureRows.zeros(40, 1, 0);
        boolean[] fires = new boolean[40];
        for (int r = 0; r < 20; r++) {
            rows.set(r, 0);
            fires[r] = true;
        }
        SharedGram.Result fit = SharedGram.fit(List.of(problem(rows, fires, null, new double[2])), SharedGram.TO_THE_END, 20);
        assertThat(fit.converged()[0]).isFalse();
        assertThat(fit.passes()).isEqualTo(20);
        assertThat(fit.coefficients()[0][0]).isFinite().isGreaterThan(3);
    }

    @Test void threadsDoNotMatter() throws Exception {
        List<LogisticProblem> problems = logistic(40_000, 6, 3, new Seed(4));
        assertThat(on(3, () -> SharedGram.fit(problems, SharedGram.TO_THE_END, 10).coefficients())).isDeepEqualTo(on(1, () -> SharedGram.fit(problems, SharedGram.TO_THE_END, 10).coefficients()));
    }

    @Test void regressionsOnOtherRowsAreRefused() {
        LogisticProblem one = logistic(50, 3, 1, new Seed(5)).get(0), other = logistic(50, 3, 1, new Seed(5)).get(0);
        assertThatIllegalArgumentException().isThrownBy(() -> SharedGram.fit(List.of(one, other), 1, 5)).withMessageContaining("share rows");
    }

    /** Regressions with dense features, offsets, weights and ridge, outcomes drawn from their own law, rates from rare to half. */
    private static List<LogisticProblem> logistic(int rows, int binary, int count, Seed seed) {
        RandomGenerator random = seed.generator();
        FeatureRows features = FeatureRows.zeros(rows, binary, 1);
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < binary; j++) if (random.nextDouble() < .1 + .02 * j) features.set(r, j);
            features.values()[r] = random.nextGaussian();
        }
        double[] ridge = LogisticProblem.ridge(binary + 1, .5, 0);
        List<LogisticProblem> problems = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double[] c = new double[binary + 2], offset = new double[rows], weight = new double[rows];
            for (int a = 0; a <= binary; a++) c[a] = .6 * random.nextGaussian();
            c[binary + 1] = -2 + .5 * i;
            boolean[] outcome = new boolean[rows];
            for (int r = 0; r < rows; r++) {
                offset[r] = .3 * random.nextGaussian();
                weight[r] = random.nextDouble() < .1 ? 0 : 1;
                double input = offset[r] + c[binary] * features.values()[r] + c[binary + 1];
                for (int j = 0; j < binary; j++) if ((features.bits()[r * FeatureRows.words(binary) + (j >> 6)] >>> (j & 63) & 1) != 0) input += c[j];
                outcome[r] = random.nextDouble() < Logistic.sigmoid(input);
            }
            problems.add(new LogisticProblem(features, binary, outcome, i == 0 ? offset : null, i == 1 ? weight : null, ridge));
        }
        return problems;
    }

    private static LogisticProblem problem(FeatureRows rows, boolean[] outcome, double[] weight, double[] ridge) {
        return new LogisticProblem(rows, rows.binary(), outcome, null, weight, ridge.length == rows.binary() + rows.dense() + 1 ? ridge : LogisticProblem.ridge(rows.binary() + rows.dense(), ridge[0], ridge[ridge.length - 1]));
    }
}
