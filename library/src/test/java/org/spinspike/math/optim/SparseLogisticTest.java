package org.spinspike.math.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.spinspike.math.Seed;
import org.spinspike.math.optim.SparseLogistic.Groups;
import org.spinspike.math.special.Logistic;

class SparseLogisticTest {

    /**
     * By hand: 3 of 10 rows with the feature fire, 4 of 5 without. The penalty w moves w spikes from one to the other, p = (3 + w) / 10 and (4 - w) / 5, until both are 7 / 15 at w = 5 / 3.
     */
    @Test void aPenaltyMovesSpikesFromRowsWithoutTheFeatureToThoseWithIt() {
        LogisticProblem problem = byHand();
        double[] soft = fit(problem, Groups.single(1, 1)).coefficients(), none = fit(problem, Groups.single(1, 0)).coefficients(), hard = fit(problem, Groups.single(1, 1.7)).coefficients();
        assertThat(soft).containsExactly(new double[] {Math.log(.4 / .6) - Math.log(.6 / .4), Math.log(.6 / .4)}, within(1e-9));
        assertThat(none).containsExactly(new double[] {Math.log(3 / 7.) - Math.log(4), Math.log(4)}, within(1e-9));
        assertThat(hard[0]).isEqualTo(0.);
        assertThat(hard[1]).isCloseTo(Math.log(7 / 8.), within(1e-9));
        assertThat(SparseLogistic.strongest(problem, Groups.single(1, 1), new double[] {5, 1})).isCloseTo(5 / 3., within(1e-9));
    }

    /** By hand, of the quadratic (z0 - 3)^2 + (z1 - 1)^2 / 2 ...: alone z = soft(b) / H; as one group of equal curvature z shrinks towards 0 by w / |b|. */
    @Test void softThresholdsOfAQuadratic() {
        double[] g = {-3, 4}, c = new double[2], alike = {2, 0, 0, 2}, other = {2, 0, 0, 4};
        assertThat(PenalisedQuadratic.minimum(g, other, c, new int[][] {{0}, {1}}, new double[] {1, 5})).containsExactly(1, 0);
        assertThat(PenalisedQuadratic.minimum(g, alike, c, new int[][] {{0, 1}}, new double[] {2})).containsExactly(new double[] {.9, -1.2}, within(1e-14));
        assertThat(PenalisedQuadratic.minimum(g, alike, c, new int[][] {{0, 1}}, new double[] {5})).containsExactly(0, 0);
        double[] z = PenalisedQuadratic.minimum(g, other, c, new int[][] {{0, 1}}, new double[] {2});
        double r = Math.hypot(z[0], z[1]);
        assertThat(new double[] {2 * z[0] - 3 + 2 * z[0] / r, 4 * z[1] + 4 + 2 * z[1] / r}).containsExactly(new double[] {0, 0}, within(1e-12));
    }

    /** Gradients are summed here row by row, not by the objective the fit uses. */
    @Test void conditionsOfAMinimumHold() {
        LogisticProblem problem = drawn(3000, 12, new Seed(1));
        int[][] members = {{0, 3, 5}, {1}, {2, 4, 6, 7}, {8, 9}, {10, 11}};
        for (double strength : new double[] {1, 8, 25}) {
            for (Groups groups : new Groups[] {Groups.single(12, strength), new Groups(members, new double[] {strength, strength, 2 * strength, 1.4 * strength, 0})}) {
                SparseLogistic.Result fit = fit(problem, groups);
                assertThat(fit.converged()).isTrue();
                assertThat(miss(problem, groups, fit.coefficients())).isLessThan(1e-8);
                assertThat(fit.residual()).isCloseTo(miss(problem, groups, fit.coefficients()), within(1e-9));
                assertThat(fit.iterations()).isLessThan(15);
            }
        }
    }

    @Test void withoutStrengthItIsPlainRegression() {
        LogisticProblem problem = drawn(2000, 9, new Seed(2));
        double[] plain = LogisticRegression.fit(problem).coefficients();
        assertThat(fit(problem, Groups.single(9, 0)).coefficients()).containsExactly(plain, within(1e-9));
        assertThat(fit(problem, new Groups(new int[][] {{0, 1, 2, 3}, {4, 5, 6}}, new double[2])).coefficients()).containsExactly(plain, within(1e-9));
    }

    @Test void justBelowTheStrongestOneGroupActs() {
        LogisticProblem problem = drawn(2000, 9, new Seed(3));
        Groups groups = new Groups(new int[][] {{0, 1, 2}, {3, 4, 5}, {6, 7, 8}}, new double[] {1, 1, 1});
        double strongest = SparseLogistic.strongest(problem, groups, new double[problem.columns()]);
        double[] above = fit(problem, times(1.001 * strongest, groups)).coefficients(), below = fit(problem, times(.999 * strongest, groups)).coefficients();
        assertThat(Arrays.copyOf(above, 9)).containsOnly(0);
        assertThat(Arrays.stream(Arrays.copyOf(below, 9)).filter(x -> x != 0).count()).isEqualTo(3);
    }

    @Test void aStartNearByTakesFewSteps() {
        LogisticProblem problem = drawn(3000, 12, new Seed(4));
        double[] near = fit(problem, Groups.single(12, 8)).coefficients();
        SparseLogistic.Result cold = fit(problem, Groups.single(12, 7)), warm = SparseLogistic.fit(problem, Groups.single(12, 7), near, 50);
        assertThat(warm.coefficients()).containsExactly(cold.coefficients(), within(1e-9));
        assertThat(warm.iterations()).isLessThan(cold.iterations());
    }

    @Test void separableOutcomesHaveAMinimumUnderAPenaltyAndNoneWithout() {
        FeatureRows rows = FeatureRows.zeros(40, 1, 0);
        boolean[] fires = new boolean[40];
        for (int r = 0; r < 20; r++) {
            rows.set(r, 0);
            fires[r] = true;
        }
        var problem = new LogisticProblem(rows, 1, fires, null, null, new double[2]);
        double[] held = fit(problem, Groups.single(1, 2)).coefficients();                 // 2 of 20 move each way
        assertThat(held).containsExactly(new double[] {2 * Math.log(9), -Math.log(9)}, within(1e-8));
        assertThat(SparseLogistic.fit(problem, Groups.single(1, 0), new double[2], 8).converged()).isFalse();
    }

    @Test void badGroupsAreRefused() {
        LogisticProblem problem = byHand();
        assertThatIllegalArgumentException().isThrownBy(() -> fit(problem, Groups.single(3, 1))).withMessageContaining("column of a group");
        assertThatIllegalArgumentException().isThrownBy(() -> Groups.single(1, -1)).withMessageContaining("weight of a group");
    }

    private static SparseLogistic.Result fit(LogisticProblem problem, Groups groups) { return SparseLogistic.fit(problem, groups, new double[problem.columns()], 50); }

    private static Groups times(double factor, Groups groups) { return new Groups(groups.columns(), Arrays.stream(groups.weights()).map(w -> factor * w).toArray()); }

    private static double miss(LogisticProblem problem, Groups groups, double[] c) {
        int columns = c.length;
        double[] g = new double[columns];
        for (int r = 0; r < problem.features().rows(); r++) {
            double[] x = x(problem, r);
            double input = problem.offsetOf(r);
            for (int a = 0; a < columns; a++) input += c[a] * x[a];
            for (int a = 0; a < columns; a++) g[a] += problem.weightOf(r) * x[a] * (Logistic.sigmoid(input) - (problem.outcome()[r] ? 1 : 0));
        }
        for (int a = 0; a < columns; a++) g[a] += problem.ridge()[a] * c[a];
        double worst = 0;
        boolean[] grouped = new boolean[columns];
        for (int n = 0; n < groups.columns().length; n++) {
            double norm = 0, left = 0, weight = groups.weights()[n];
            for (int a : groups.columns()[n]) norm += c[a] * c[a];
            for (int a : groups.columns()[n]) {
                grouped[a] = true;
                left += Math.pow(g[a] + (norm == 0 ? 0 : weight * c[a] / Math.sqrt(norm)), 2);
            }
            worst = Math.max(worst, Math.sqrt(left) - (norm == 0 ? weight : 0));
        }
        for (int a = 0; a < columns; a++) if (!grouped[a]) worst = Math.max(worst, Math.abs(g[a]));
        return worst;
    }

    private static double[] x(LogisticProblem problem, int row) {
        double[] x = new double[problem.columns()];
        for (int a = 0; a < problem.binary(); a++) x[a] = problem.features().at(row, a) ? 1 : 0;
        for (int d = 0; d < problem.features().dense(); d++) x[problem.binary() + d] = problem.features().values()[row * problem.features().dense() + d];
        x[x.length - 1] = 1;
        return x;
    }

    private static LogisticProblem byHand() {
        FeatureRows rows = FeatureRows.zeros(15, 1, 0);
        boolean[] fires = new boolean[15];
        for (int r = 0; r < 15; r++) {
            if (r < 10) rows.set(r, 0);
            fires[r] = r < 3 || r >= 11;
        }
        return new LogisticProblem(rows, 1, fires, null, null, new double[2]);
    }

    /** Binary features of many rates and one dense one with a ridge, offsets and weights; a third of the binary ones act. */
    private static LogisticProblem drawn(int rows, int binary, Seed seed) {
        RandomGenerator random = seed.generator();
        FeatureRows features = FeatureRows.zeros(rows, binary, 1);
        boolean[] outcome = new boolean[rows];
        double[] offset = new double[rows], weight = new double[rows], ridge = new double[binary + 2];
        ridge[binary] = 3;
        for (int r = 0; r < rows; r++) {
            boolean all = random.nextDouble() < .2;
            for (int j = 0; j < binary; j++) if (all || random.nextDouble() < .05 + .05 * j) features.set(r, j);
            features.values()[r] = random.nextGaussian();
            offset[r] = .3 * random.nextGaussian();
            weight[r] = random.nextDouble() < .1 ? 0 : 1;
            double input = offset[r] - 1 + .2 * features.values()[r];
            for (int j = 0; j < binary; j += 3) if (features.at(r, j)) input += .8 * Math.cos(j + 1);
            outcome[r] = random.nextDouble() < Logistic.sigmoid(input);
        }
        return new LogisticProblem(features, binary, outcome, offset, weight, ridge);
    }
}
